package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class SchemasAndQualifiedHistoryTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onPostgresql("qualified_history", "select 1")
            .script("db/migrations/1.sql", "create table a (id int);")
            .runtimeConfig("quarkus.schema-migrations.schemas", "a,b")
            .runtimeConfig("quarkus.schema-migrations.history-table", "past.history")
            .fails(ConfigurationException.class,
                    "The value of 'quarkus.schema-migrations.history-table' is wrong: history-table: 'past.history' names a"
                            + " schema, and every schema has a history of its own: name the table alone");

    @Test
    void refuses_one_history_for_many_schemas() {
        // the extension above has checked it: the application does not start
    }
}
