package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.CodeMigrationId;
import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class CodeOfUnknownSetTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .classes(Logs.class)
            .fails(ConfigurationException.class, Logs.class.getName() + " is a migration of the migration set 'adit', which"
                    + " does not exist: correct @MigrationSetName, or make the set exist, for example with"
                    + " 'quarkus.schema-migrations.\"adit\".datasource'");

    @CodeMigrationId("1")
    @MigrationSetName("adit")
    public static class Logs implements CodeMigration {

        @Override
        public void up(MigrationContext context) {
            // never called
        }
    }

    @Test
    void fails_the_build() {
        // the extension above has checked it: the application is not built
    }
}
