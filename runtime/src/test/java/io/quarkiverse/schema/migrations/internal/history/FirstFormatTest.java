package io.quarkiverse.schema.migrations.internal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.RunReport;

/** A history table that was made in the first format keeps working, and is upgraded when something is written. */
@ParameterizedClass
@EnumSource
class FirstFormatTest {

    private static final String TABLE = "schema_migrations_history";
    private static final String STEPWISE = "-- schema-migrations: transaction=none\n";

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path directory;

    private TestDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = kind.empty(directory);
    }

    /** The table as the first format had it, written out so that it stays what it was. */
    private String definition() {
        String text = switch (kind) {
            case SQLITE -> "TEXT";
            case POSTGRESQL -> "text";
            case MYSQL, MARIADB -> "LONGTEXT";
        };
        String word = text.equals("LONGTEXT") ? "VARCHAR(64)" : text;
        String number = kind == DatabaseKind.SQLITE ? "INTEGER" : "BIGINT";
        String time = switch (kind) {
            case SQLITE -> "TEXT";
            case POSTGRESQL -> "timestamptz";
            case MYSQL, MARIADB -> "DATETIME(3)";
        };
        String key = switch (kind) {
            case SQLITE -> "TEXT";
            case POSTGRESQL -> "text COLLATE \"C\"";
            case MYSQL, MARIADB -> "VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
        };
        return ("CREATE TABLE " + TABLE + " (id KEY NOT NULL PRIMARY KEY, format NUMBER NOT NULL,"
                + " applied_order NUMBER NOT NULL, kind WORD NOT NULL, description LINE NOT NULL, state WORD NOT NULL,"
                + " direction WORD NOT NULL, up_checksum WORD, down_checksum WORD, down_script LINE, down_transaction WORD,"
                + " statements_done NUMBER NOT NULL, statements_total NUMBER NOT NULL, done_length NUMBER NOT NULL,"
                + " done_hash WORD, begun LINE, attempts NUMBER NOT NULL, started_at MOMENT NOT NULL, finished_at MOMENT,"
                + " duration_ms NUMBER, database_user LINE NOT NULL, application LINE, application_version LINE, failure LINE,"
                + " rolled_back_at MOMENT, rolled_back_by LINE, rollback_duration_ms NUMBER)")
                .replace("PRIMARY KEY", "PRIMARY_KEY").replace(" KEY ", " " + key + " ").replace("PRIMARY_KEY", "PRIMARY KEY")
                .replace("NUMBER", number).replace("WORD", word).replace("LINE", text).replace("MOMENT", time);
    }

    /** Puts the history, as far as it has come, into a table of the first format. */
    private void makeFirstFormat() {
        database.execute("ALTER TABLE " + TABLE + " RENAME TO made", definition(),
                "INSERT INTO " + TABLE + " SELECT * FROM made", "UPDATE " + TABLE + " SET format = 1", "DROP TABLE made");
    }

    private SchemaMigrationsBuilder one() {
        return database.migrations().migration("1", "CREATE TABLE one (id INTEGER)", "DROP TABLE one");
    }

    private SchemaMigrationsBuilder two() {
        return one().migration("2", "CREATE TABLE two (id INTEGER)", "DROP TABLE two");
    }

    private List<String> columns() {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + TABLE)) {
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                names.add(rows.getMetaData().getColumnName(i));
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void isOfFirstFormat() {
        assertThat(columns()).contains("done_length", "begun").doesNotContain("statements_done_length", "statements_started");
        assertThat(database.query("SELECT DISTINCT format FROM " + TABLE)).containsExactly("1");
    }

    private void isOfSecondFormat() {
        assertThat(columns()).contains("statements_done_length", "statements_started").doesNotContain("done_length", "begun");
        assertThat(database.query("SELECT DISTINCT format FROM " + TABLE)).containsExactly("2");
    }

    @Test
    void is_left_as_it_is_by_what_only_reads_and_by_a_start_with_nothing_pending() {
        one().build().migrate();
        makeFirstFormat();

        assertThat(one().build().migrate().done()).isEmpty();
        assertThat(one().build().validate().discrepancies()).isEmpty();
        assertThat(two().build().status().idsIn(MigrationState.PENDING)).hasSize(1);
        assertThat(two().build().status().idsIn(MigrationState.APPLIED)).hasSize(1);
        assertThat(two().build().plan().steps()).hasSize(1);

        isOfFirstFormat();
    }

    @Test
    void is_upgraded_when_a_migration_is_applied() {
        one().build().migrate();
        makeFirstFormat();

        assertThat(two().build().migrate().done()).hasSize(1);

        isOfSecondFormat();
        assertThat(two().build().migrate().done()).isEmpty();
    }

    @Test
    void is_upgraded_when_a_migration_is_rolled_back() {
        one().build().migrate();
        makeFirstFormat();

        assertThat(one().build().rollback().done()).hasSize(1);

        isOfSecondFormat();
        assertThat(one().build().migrate().done()).hasSize(1);
    }

    @Test
    void is_upgraded_while_it_has_no_rows() {
        database.execute(definition());

        assertThat(two().build().migrate().done()).hasSize(2);

        isOfSecondFormat();
    }

    @Test
    void resumes_a_migration_that_an_older_release_left_unfinished() {
        String done = STEPWISE + "CREATE TABLE one (id INTEGER);\nINSERT INTO one VALUES (1);\n";
        assertThatThrownBy(database.migrations().migration("1", done + "INSERT INTO nowhere VALUES (2)").build()::migrate)
                .isInstanceOf(MigrationFailedException.class);
        makeFirstFormat();
        SchemaMigrationsBuilder corrected = database.migrations().migration("1", done + "INSERT INTO one VALUES (2)");
        assertThat(corrected.build().status().idsIn(MigrationState.FAILED)).hasSize(1);
        isOfFirstFormat();

        assertThat(corrected.build().migrate().done()).hasSize(1);

        isOfSecondFormat();
        assertThat(database.query("SELECT id FROM one ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void finishes_an_upgrade_that_was_interrupted_between_two_columns() {
        one().build().migrate();
        makeFirstFormat();
        database.execute("ALTER TABLE " + TABLE + " RENAME COLUMN done_length TO statements_done_length");

        assertThat(one().build().migrate().done()).isEmpty();
        assertThat(two().build().status().idsIn(MigrationState.PENDING)).hasSize(1);
        assertThat(two().build().migrate().done()).hasSize(1);

        isOfSecondFormat();
    }

    @Test
    void is_upgraded_once_by_two_that_begin_at_once() throws Exception {
        one().build().migrate();
        makeFirstFormat();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CyclicBarrier start = new CyclicBarrier(2);
        try {
            List<Future<RunReport>> runs = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                runs.add(threads.submit(() -> {
                    start.await();
                    return two().build().migrate();
                }));
            }
            int done = 0;
            for (Future<RunReport> run : runs) {
                done += run.get().done().size();
            }
            assertThat(done).isOne();
        } finally {
            threads.shutdownNow();
        }
        isOfSecondFormat();
    }
}
