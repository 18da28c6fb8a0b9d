package io.quarkiverse.schema.migrations.deployment;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class DriftAfterChangedRepeatableTest {

    private static final String SHOP = DriftCommand.freshSqlite();

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new DriftCommand(() -> DriftCommand.on(SHOP)
            .migration("views", "-- schema-migrations: repeatable\ncreate view a as select 1 as x;").build().migrate())
            .of(TestApplication.withoutDataSource()
                    .script("db/migrations/R__views.sql", "drop view if exists a; create view a as select 2 as x;")
                    .config("quarkus.datasource.db-kind", "sqlite")
                    .config("quarkus.datasource.jdbc.url", SHOP),
                    "The database was not compared:\n  - 'views' has changed since it was applied, and only its new script is"
                            + " there\n    Migrate first (command=migrate)");

    @Test
    void refuses_to_compare_with_a_script_that_was_not_applied() {
        fail("The command has ended the start");
    }
}
