package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkus.test.QuarkusUnitTest;

class IgnoredOtherToolTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.withoutDataSource()
            .onDatabaseWith("create table __switchy_migrations (name text, run_on text)",
                    "insert into __switchy_migrations values ('1', '2023-12-01 10:20:30')")
            .script("db/migrations/1.sql", "create table artist (id int);")
            .config("quarkus.schema-migrations.adopt", "ignore")
            .starts();

    @Inject
    SchemaMigrations migrations;

    @Test
    void starts_beside_a_history_that_is_about_something_else() {
        assertThat(migrations.status().idsIn(MigrationState.APPLIED)).hasSize(1);
    }
}
