package io.quarkiverse.schema.migrations.deployment;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class SourceOfUnknownSetTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .classes(Logs.class, Off.class)
            .config("quarkus.schema-migrations.off.enabled", "false")
            .fails(ConfigurationException.class, Logs.class.getName() + " adds migrations to the migration set 'adit', which"
                    + " does not exist: correct @MigrationSetName, or make the set exist, for example with"
                    + " 'quarkus.schema-migrations.\"adit\".datasource'");

    @ApplicationScoped
    @MigrationSetName("adit")
    public static class Logs implements MigrationSource {

        @Override
        public List<Migration> migrations() {
            return List.of();
        }
    }

    /** Its set was turned off on purpose. */
    @ApplicationScoped
    @MigrationSetName("off")
    public static class Off implements MigrationSource {

        @Override
        public List<Migration> migrations() {
            return List.of();
        }
    }

    @Test
    void fails_the_build() {
        // the extension above has checked it: the application is not built
    }
}
