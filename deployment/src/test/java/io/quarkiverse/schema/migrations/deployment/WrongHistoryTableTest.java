package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class WrongHistoryTableTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table a (id int);")
            .config("quarkus.schema-migrations.history-table", "audit.")
            .fails(ConfigurationException.class,
                    "The value of 'quarkus.schema-migrations.history-table' is wrong: 'audit.' is not the name of a table");

    @Test
    void refuses_a_history_table_that_can_be_none() {
        // the extension above has checked it: the application does not start
    }
}
