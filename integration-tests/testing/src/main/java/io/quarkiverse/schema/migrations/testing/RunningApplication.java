package io.quarkiverse.schema.migrations.testing;

import java.lang.annotation.Annotation;

import jakarta.enterprise.inject.Default;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkus.agroal.DataSource.DataSourceLiteral;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.runtime.LaunchMode;

/**
 * A set of the application that a Quarkus test runs.
 *
 * @param set the name of the set
 */
record RunningApplication(String set) {

    /** Whether there is one. */
    static boolean isThere() {
        ArcContainer container = Arc.container();
        return container != null && container.isRunning();
    }

    SchemaMigrations migrations() {
        Annotation qualifier = set.equals(SchemaMigrationsBuilder.DEFAULT_SET) ? Default.Literal.INSTANCE
                : MigrationSetName.Literal.of(set);
        InjectableInstance<SchemaMigrations> found = container().select(SchemaMigrations.class, qualifier);
        if (!found.isResolvable()) {
            throw new IllegalStateException("The application has no migration set '" + set + "'");
        }
        return found.get();
    }

    /** What tests do to the database they do to that of a test. */
    AgroalDataSource pool() {
        if (LaunchMode.current() != LaunchMode.TEST) {
            throw new IllegalStateException("The application does not run as a test: its database is left as it is");
        }
        InjectableInstance<AgroalDataSource> named = container().select(AgroalDataSource.class, new DataSourceLiteral(set));
        return named.isResolvable() ? named.get() : container().select(AgroalDataSource.class, Default.Literal.INSTANCE).get();
    }

    private static ArcContainer container() {
        if (!isThere()) {
            throw new IllegalStateException(
                    "No application runs: annotate the test with @QuarkusTest, or name locations instead");
        }
        return Arc.container();
    }
}
