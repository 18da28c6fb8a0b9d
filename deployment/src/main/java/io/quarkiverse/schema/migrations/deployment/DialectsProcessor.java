package io.quarkiverse.schema.migrations.deployment;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.schema.migrations.deployment.items.DialectsBuildItem;
import io.quarkiverse.schema.migrations.internal.dialect.Dialects.DialectProvider;
import io.quarkiverse.schema.migrations.internal.dialect.mysql.ConnectorJ;
import io.quarkiverse.schema.migrations.internal.dialect.mysql.MariadbConnector;
import io.quarkiverse.schema.migrations.internal.dialect.postgresql.PostgresqlDialect;
import io.quarkiverse.schema.migrations.internal.dialect.sqlite.SqliteDialect;
import io.quarkus.agroal.spi.JdbcDataSourceBuildItem;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.BytecodeTransformerBuildItem;
import io.quarkus.deployment.pkg.steps.NativeOrNativeSourcesBuild;

/**
 * Chooses the dialects that are linked into the application: those whose drivers it has. A native executable is linked as a
 * whole when it is built, and a dialect without its driver would end that.
 */
@BuildSteps(onlyIf = SchemaMigrationsEnabled.class)
class DialectsProcessor {

    @BuildStep
    DialectsBuildItem choose(List<JdbcDataSourceBuildItem> dataSources) {
        List<DialectProvider> providers = new ArrayList<>();
        // needs no class of a driver
        if (dataSources.stream().anyMatch(each -> each.getDbKind().equals("sqlite")) || has("org.sqlite.JDBC")) {
            providers.add(new SqliteDialect());
        }
        if (has("org.postgresql.core.BaseConnection")) {
            providers.add(new PostgresqlDialect());
        }
        if (has("com.mysql.cj.jdbc.JdbcConnection")) {
            providers.add(new ConnectorJ());
        }
        if (has("org.mariadb.jdbc.Connection")) {
            providers.add(new MariadbConnector());
        }
        return new DialectsBuildItem(providers);
    }

    private static boolean has(String driver) {
        return QuarkusClassLoader.isClassPresentAtRuntime(driver);
    }

    /** An application may make an engine without CDI, by the builder; that one looks at the class path, which is known now. */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    BytecodeTransformerBuildItem leaveInBuilder(DialectsBuildItem dialects) {
        return new BuilderDialects(dialects.providers()).transformer();
    }
}
