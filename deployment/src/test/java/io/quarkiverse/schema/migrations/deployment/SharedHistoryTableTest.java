package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class SharedHistoryTableTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table a (id int);")
            .script("db/audit/migrations/1.sql", "create table b (id int);")
            .config("quarkus.schema-migrations.\"audit\".history-table", "Schema_Migrations_History")
            .fails(ConfigurationException.class, """
                    The migration sets '<default>' and 'audit' cannot share the history table \
                    'Schema_Migrations_History' in the datasource '<default>'. Change \
                    'quarkus.schema-migrations.history-table' or 'quarkus.schema-migrations."audit".history-table'.""");

    @Test
    void refuses_two_sets_with_one_history_table() {
        // the extension above has checked it: the application does not start
    }
}
