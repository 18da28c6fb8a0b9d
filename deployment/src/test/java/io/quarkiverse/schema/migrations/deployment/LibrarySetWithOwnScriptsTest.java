package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class LibrarySetWithOwnScriptsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .jarDependency("audit.jar", "META-INF/schema-migrations/audit/1.sql", "create table entry (id int);")
            .jarDependency("billing.jar", "META-INF/schema-migrations/billing/1.sql", "create table invoice (id int);")
            .script("db/audit/migrations/2.sql", "alter table entry add column note text;")
            .script("db/billing/migrations/1.sql", "create table our_invoice (id int);")
            .config("quarkus.schema-migrations.audit.locations", "META-INF/schema-migrations/audit,db/audit/migrations")
            .config("quarkus.schema-migrations.billing.locations", "db/billing/migrations")
            .starts();

    @Inject
    DataSource dataSource;

    @Test
    void takes_both_when_the_application_names_both() {
        assertThat(TestApplication.query(dataSource, "select id from \"schema_migrations_history_audit\" order by id"))
                .contains("1", "2");
    }

    @Test
    void takes_what_the_application_names_in_place_of_the_librarys() {
        assertThat(TestApplication.query(dataSource, "select name from sqlite_master where name like '%invoice'"))
                .containsExactly("our_invoice");
    }
}
