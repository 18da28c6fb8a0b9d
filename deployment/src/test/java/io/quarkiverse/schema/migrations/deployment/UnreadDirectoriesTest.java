package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class UnreadDirectoriesTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .config("quarkus.schema-migrations.off.enabled", "false")
            .runtimeConfig("quarkus.schema-migrations.off.directories", "/anywhere")
            .runtimeConfig("quarkus.schema-migrations.late.directories", "/anywhere")
            .fails(ConfigurationException.class,
                    "The directories of 'quarkus.schema-migrations.\"late\".directories' would never be read, because the"
                            + " application was built without a migration set 'late'. Build the application with"
                            + " 'quarkus.schema-migrations.\"late\".datasource', or remove"
                            + " 'quarkus.schema-migrations.\"late\".directories'.");

    @Test
    void of_a_set_that_the_build_does_not_know_are_refused() {
        // the extension above has checked it: the application does not start
    }
}
