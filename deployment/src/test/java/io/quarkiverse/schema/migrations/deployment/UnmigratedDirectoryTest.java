package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkus.test.QuarkusUnitTest;

class UnmigratedDirectoryTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table first (id int);")
            .config("quarkus.schema-migrations.migrate-at-start", "false")
            .runtimeConfig("quarkus.schema-migrations.directories", "/not/mounted")
            .fails(InvalidSourcesException.class, "1 problem in the migrations:\n"
                    + "  - /not/mounted: does not exist; create it, or take it out of the configuration");

    @Test
    void is_looked_at_by_a_start_that_does_not_migrate() {
        // the extension above has checked it: the application does not start
    }
}
