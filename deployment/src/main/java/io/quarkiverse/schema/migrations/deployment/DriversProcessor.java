package io.quarkiverse.schema.migrations.deployment;

import io.quarkiverse.schema.migrations.runtime.internal.dialect.mysql.ConnectorJMultiStatements;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.mysql.MariadbMultiStatements;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.mysql.MultiStatements;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.nativeimage.ServiceProviderBuildItem;

/** Takes into a native executable what speaks to the drivers that the application has, and nothing that would miss one. */
@BuildSteps(onlyIf = SchemaMigrationsEnabled.class)
class DriversProcessor {

    @BuildStep
    void multiStatements(BuildProducer<ServiceProviderBuildItem> services) {
        register(services, "com.mysql.cj.jdbc.JdbcConnection", ConnectorJMultiStatements.class.getName());
        register(services, "org.mariadb.jdbc.Connection", MariadbMultiStatements.class.getName());
    }

    private static void register(BuildProducer<ServiceProviderBuildItem> services, String driver, String provider) {
        if (QuarkusClassLoader.isClassPresentAtRuntime(driver)) {
            services.produce(new ServiceProviderBuildItem(MultiStatements.class.getName(), provider));
        }
    }
}
