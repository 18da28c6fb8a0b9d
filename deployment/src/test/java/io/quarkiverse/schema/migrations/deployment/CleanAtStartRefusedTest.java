package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class CleanAtStartRefusedTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table a (id int);")
            .runtimeConfig("quarkus.schema-migrations.clean-at-start", "true")
            .fails(ConfigurationException.class, "'quarkus.schema-migrations.clean-at-start' would drop everything in the"
                    + " schema, whichever set of the datasource has made it. Allow it with"
                    + " 'quarkus.schema-migrations.clean-allowed=true'. Nothing was dropped or migrated.");

    @Test
    void does_not_clean_what_is_not_allowed_to_be() {
        Assertions.fail("the application has started");
    }
}
