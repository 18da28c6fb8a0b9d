package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sqlite.SQLiteDataSource;

import io.quarkiverse.schema.migrations.StartProgress;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkus.test.QuarkusUnitTest;

/** Another process migrates the database, further than this release knows, after this application has begun to wait. */
class WaitAtStartTest {

    private static final Path FILE = TestApplication.freshFolder().resolve("wait.db");
    private static final String URL = "jdbc:sqlite:" + FILE;
    private static final String SQL = "create table a (id int);";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.withoutDataSource()
            .config("quarkus.datasource.db-kind", "sqlite")
            .config("quarkus.datasource.jdbc.url", URL)
            .script("db/migrations/1.sql", SQL)
            // another test of the same process may have raised it
            .runtimeConfig("quarkus.log.category.\"io.quarkiverse.schema.migrations\".level", "INFO")
            .runtimeConfig("quarkus.schema-migrations.start", "wait")
            .runtimeConfig("quarkus.schema-migrations.wait-timeout", "60S")
            .starts()
            .setBeforeAllCustomizer(() -> CompletableFuture.runAsync(WaitAtStartTest::migrate))
            .setLogRecordPredicate(record -> record.getLoggerName().equals("io.quarkiverse.schema.migrations"))
            .assertLogRecords(records -> assertThat(records)
                    .anyMatch(record -> String.format(record.getMessage(), record.getParameters())
                            .contains("s: 1 migration pending: '1'")));

    /** The driver makes the file when the application connects, so the application has looked at least once by then. */
    private static void migrate() {
        try {
            while (!Files.exists(FILE)) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            TimeUnit.SECONDS.sleep(3);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        SQLiteDataSource database = new SQLiteDataSource();
        database.setUrl(URL);
        SchemaMigrationsBuilder.of(database).migration("1", SQL).migration("2", "create table b (id int);").build().migrate();
    }

    @Inject
    StartProgress start;

    @Inject
    DataSource dataSource;

    @Test
    void starts_when_another_process_has_migrated_and_a_newer_schema_is_current() {
        assertThat(start.state()).isEqualTo(StartProgress.State.CURRENT);
        assertThat(TestApplication.query(dataSource, "select count(*) from schema_migrations_history")).containsExactly("2");
    }
}
