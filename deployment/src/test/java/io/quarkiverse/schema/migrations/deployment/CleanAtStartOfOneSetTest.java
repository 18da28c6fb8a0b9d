package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** Both sets are in one schema, and one of them does not allow to drop what it has made. */
class CleanAtStartOfOneSetTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table a (id int);")
            .script("db/audit/migrations/1.sql", "create table b (id int);")
            .config("quarkus.schema-migrations.\"audit\".datasource", "<default>")
            .runtimeConfig("quarkus.schema-migrations.clean-allowed", "true")
            .runtimeConfig("quarkus.schema-migrations.clean-at-start", "true")
            .fails(ConfigurationException.class, "'quarkus.schema-migrations.clean-at-start' would drop everything in the"
                    + " schema, whichever set of the datasource has made it. Allow it with"
                    + " 'quarkus.schema-migrations.\"audit\".clean-allowed=true'. Nothing was dropped or migrated.");

    @Test
    void does_not_drop_what_another_set_does_not_allow_to() {
        Assertions.fail("the application has started");
    }
}
