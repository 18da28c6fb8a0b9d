package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class AdoptTableAloneTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table a (id int);")
            .config("quarkus.schema-migrations.adopt-table", "my_migrations")
            .fails(ConfigurationException.class,
                    "The value of 'quarkus.schema-migrations.adopt-table' is wrong: there is no tool to take 'my_migrations' over"
                            + " from: name it with 'quarkus.schema-migrations.adopt', or remove this key");

    @Test
    void refuses_a_table_to_take_over_when_no_tool_is_named() {
        // the extension above has checked it: the application does not start
    }
}
