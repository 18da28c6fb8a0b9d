package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.databases.SqliteFile;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;

/** How long statements of a script may run, and wait, on SQLite. */
@Timeout(60)
class TimeoutTest {

    private static final String STEPWISE = "-- schema-migrations: transaction=none\n";
    private static final String ENDLESS = "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) FROM c";

    @TempDir
    Path directory;

    private SqliteFile file;
    private long began;

    @BeforeEach
    void makeFile() {
        file = SqliteFile.in(directory);
        began = System.nanoTime();
    }

    private long took() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", STEPWISE })
    void a_statement_that_runs_too_long_is_cancelled(String directive) {
        assertThatThrownBy(file.migrations().statementTimeout(Duration.ofMillis(300))
                .migration("1", directive + "CREATE TABLE shop (id INT);\n" + ENDLESS).build()::migrate)
                .isInstanceOf(MigrationFailedException.class)
                .hasMessageStartingWith("Migration '1' failed at memory:1/up.sql:" + (directive.isEmpty() ? 2 : 3)
                        + ":1: cancelled after the statement-timeout of 300 ms\n"
                        + "  WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n)…\n");
        assertThat(took()).isBetween(300L, 5000L);
        assertThat(file.tables().contains("shop")).isEqualTo(!directive.isEmpty());
    }

    @Test
    void what_the_script_says_counts_before_what_is_configured() {
        assertThatThrownBy(file.migrations().statementTimeout(Duration.ofHours(1))
                .migration("1", "-- schema-migrations: statement-timeout=200ms\n" + ENDLESS).build()::migrate)
                .hasMessageContaining("cancelled after the statement-timeout of 200 ms");
    }

    @Test
    void many_statements_may_take_longer_than_one() {
        StringBuilder script = new StringBuilder("CREATE TABLE shop (id INT);\n");
        for (int i = 0; i < 20; i++) {
            script.append("WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 200000)")
                    .append(" INSERT INTO shop SELECT max(n) FROM c;\n");
        }

        file.migrations().statementTimeout(Duration.ofMillis(1000)).migration("1", script.toString()).build().migrate();

        assertThat(file.count("shop")).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(longs = { 400, 1500 })
    void a_statement_waits_for_the_locks_of_others_as_long_as_configured(long milliseconds) throws Exception {
        SqliteFile other = new SqliteFile(directory.resolve("other.db"), "");
        other.execute("CREATE TABLE shop (id INT)");
        try (Connection writer = other.dataSource().getConnection(); Statement statement = writer.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            for (String directive : new String[] { "", STEPWISE }) {
                began = System.nanoTime();
                assertThatThrownBy(file.migrations().databaseLockTimeout(Duration.ofMillis(milliseconds))
                        .migration("1",
                                directive + "ATTACH '" + other.file() + "' AS other;\nINSERT INTO other.shop VALUES (1)")
                        .build()::migrate).isInstanceOf(MigrationFailedException.class)
                        .hasMessageContaining("[SQLITE_BUSY] database is locked\n");
                assertThat(took()).isBetween(milliseconds, 2900L); // by itself the driver waits three seconds
            }
            statement.execute("ROLLBACK");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = { 0, -1 })
    void a_limit_is_longer_than_nothing(long milliseconds) {
        Duration none = Duration.ofMillis(milliseconds);
        assertThatThrownBy(() -> file.migrations().statementTimeout(none)).isInstanceOf(InvalidSettingException.class)
                .hasMessage("statement-timeout: " + none + " must be above zero; set a longer one, or none");
        assertThatThrownBy(() -> file.migrations().databaseLockTimeout(none)).isInstanceOf(InvalidSettingException.class)
                .hasMessage("database-lock-timeout: " + none + " must be above zero; set a longer one, or none");
    }

    @Test
    void a_runner_may_be_told_not_to_wait_at_all() throws Exception {
        assertThatThrownBy(() -> file.migrations().lockTimeout(Duration.ofMillis(-1)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("lock-timeout: PT-0.001S is negative; set PT0S or more");
        assertThat(file.migrations().lockTimeout(Duration.ZERO).migration("1", "SELECT 1").build().migrate().done()).hasSize(1);
    }
}
