package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkus.test.QuarkusUnitTest;

class AdoptAtStartTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.withoutDataSource()
            .onDatabaseWith("create table artist (id int)",
                    "create table my_migrations (name text, run_on text)",
                    "insert into my_migrations values ('1', '2023-12-01 10:20:30')")
            .script("db/migrations/1.sql", "create table artist (id int);")
            .script("db/migrations/2.sql", "create table track (id int);")
            .config("quarkus.schema-migrations.adopt", "switchy")
            .config("quarkus.schema-migrations.adopt-table", "my_migrations")
            .starts();

    @Inject
    SchemaMigrations migrations;

    @Inject
    DataSource dataSource;

    @Test
    void takes_over_another_tool_s_history_and_applies_what_is_pending() {
        assertThat(migrations.status().idsIn(MigrationState.APPLIED)).extracting(MigrationId::value).containsExactly("1", "2");
        assertThat(TestApplication.query(dataSource, "select application from schema_migrations_history where id = '1'"))
                .containsExactly("switchy");
        assertThat(migrations.migrate().done()).isEmpty();
    }
}
