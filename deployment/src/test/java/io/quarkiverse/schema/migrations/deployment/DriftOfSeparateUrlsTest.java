package io.quarkiverse.schema.migrations.deployment;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class DriftOfSeparateUrlsTest {

    private static final String SHOP = DriftCommand.freshSqlite();
    private static final String AUDIT = DriftCommand.freshSqlite();

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new DriftCommand(() -> {
        DriftCommand.on(SHOP).migration("1", "create table a (id int);").build().migrate();
        DriftCommand.on(AUDIT).set("audit").migration("1", "create table b (id int);").build().migrate();
        DriftCommand.on(AUDIT).set("by hand").migration("1", "create table extra (id int)").build().migrate();
    }).of(TestApplication.withoutDataSource()
            .script("db/migrations/1.sql", "create table a (id int);")
            .script("db/audit/migrations/1.sql", "create table b (id int);")
            .config("quarkus.datasource.db-kind", "sqlite")
            .config("quarkus.datasource.jdbc.url", SHOP)
            .config("quarkus.schema-migrations.\"audit\".datasource", "<default>")
            .config("quarkus.schema-migrations.\"audit\".jdbc-url", AUDIT),
            "The command 'drift' ended with exit code 11",
            "Datasource <default> (set <default>): no drift", "",
            "Datasource <default> (set audit): 1 difference", "  - unexpected: table extra");

    @Test
    void compares_the_database_of_each_url_with_the_sets_that_have_it() {
        fail("The command has ended the start");
    }
}
