package io.quarkiverse.schema.migrations.deployment;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class DriftWithoutMigrationsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new DriftCommand(() -> {
    }).of(TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table a (id int);")
            .config("quarkus.schema-migrations.active", "false"),
            "There is nothing to compare: no active set has migrations");

    @Test
    void says_that_there_is_nothing_to_compare() {
        fail("The command has ended the start");
    }
}
