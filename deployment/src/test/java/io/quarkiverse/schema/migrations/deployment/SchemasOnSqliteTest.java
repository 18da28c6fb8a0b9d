package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class SchemasOnSqliteTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table a (id int);")
            .runtimeConfig("quarkus.schema-migrations.schemas", "north")
            .fails(ConfigurationException.class,
                    "The value of 'quarkus.schema-migrations.schemas' is wrong: SQLite has no schemas; give what needs one a"
                            + " datasource and a set of its own");

    @Test
    void refuses_schemas_where_there_are_none() {
        // the extension above has checked it: the application does not start
    }
}
