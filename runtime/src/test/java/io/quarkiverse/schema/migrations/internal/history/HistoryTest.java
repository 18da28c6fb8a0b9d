package io.quarkiverse.schema.migrations.internal.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.error.HistoryTableException;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.TableName;
import io.quarkiverse.schema.migrations.internal.dialect.sqlite.SqliteDialect;
import io.quarkiverse.schema.migrations.internal.history.History.HistoryEntry;
import io.quarkiverse.schema.migrations.internal.source.InMemoryMigration;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.KeptScript;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.TransactionMode;
import io.quarkiverse.schema.migrations.report.Execution;

/** What is read from a history, whoever has written it. */
class HistoryTest {

    private static final MigrationId ID = MigrationId.of("1");
    private static final String UP = "a".repeat(64);
    private static final String DOWN = "b".repeat(64);

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private History history() {
        return history(new SqliteDialect());
    }

    private History history(Dialect dialect) {
        return new History(connection, dialect, new TableName(Optional.of("main"), "history"), Application.UNKNOWN);
    }

    /** SQLite's dialect with other answers, by the method. */
    private static Dialect answering(Map<String, Object> answers) {
        return (Dialect) Proxy.newProxyInstance(HistoryTest.class.getClassLoader(), new Class<?>[] { Dialect.class },
                (proxy, method, arguments) -> answers.containsKey(method.getName()) ? answers.get(method.getName())
                        : method.invoke(new SqliteDialect(), arguments));
    }

    private History prepared(String... rows) throws SQLException {
        history().prepare();
        for (String row : rows) {
            execute(row);
        }
        return history();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A row with nothing that can be missing. */
    private static String bare(String id) {
        return "INSERT INTO history (id, format, applied_order, kind, description, state, direction, statements_done,"
                + " statements_total, statements_done_length, attempts, started_at, database_user) VALUES ('" + id
                + "', 1, 5, 'repeatable', 'a view', 'in progress', 'down', 1, 3, 9, 2, '2024-01-05 10:15:00.250', 'me')";
    }

    private static String rest(String id) {
        return "UPDATE history SET up_checksum = '" + UP + "', down_checksum = '" + DOWN + "', down_script = 'DRÖP',"
                + " down_transaction = 'none', done_hash = 'hash', statements_started = 'seen', duration_ms = 750,"
                + " finished_at = '2024-01-05 10:15:01.000', application = 'shop', application_version = '2',"
                + " failure = 'disk full', rolled_back_at = '2024-01-06 00:00:00.000', rolled_back_by = 'you' WHERE id = '" + id
                + "'";
    }

    @Test
    void is_empty_where_there_is_no_table() throws SQLException {
        assertThat(history().read()).isEmpty();
        assertThat(history().readInFull()).isEmpty();
        assertThat(history().readUnless(new ExpectedHistory("0"))).contains(List.of());
    }

    @Test
    void has_all_that_a_row_holds() throws Exception {
        History history = prepared(bare("1"), rest("1"));

        AppliedMigration applied = new AppliedMigration(ID, 5, MigrationKind.REPEATABLE, AppliedState.IN_PROGRESS,
                Direction.DOWN, Optional.of(new Checksum(UP)),
                Optional.of(new KeptScript(new Checksum(DOWN), TransactionMode.NONE)));
        assertThat(history.read()).containsExactly(applied);
        assertThat(history.readUnless(new ExpectedHistory("none"))).contains(List.of(applied));
        assertThat(history.readInFull()).containsExactly(new HistoryEntry(applied, "a view",
                new Execution(5, 1, 3, 2, Instant.parse("2024-01-05T10:15:00.250Z"),
                        Optional.of(Instant.parse("2024-01-05T10:15:01Z")), Optional.of(Duration.ofMillis(750)), "me",
                        Optional.of("shop 2"), Optional.of("disk full"),
                        Optional.of(new Execution.RolledBack(Instant.parse("2024-01-06T00:00:00Z"), "you")))));
        assertThat(history.reached(ID)).isEqualTo(
                new Progress.Reached(new Progress.Mark(1, 9, "hash"), Optional.of("seen"), AppliedState.IN_PROGRESS));
        try (InputStream down = history.downScript(ID).open()) {
            assertThat(new String(down.readAllBytes(), UTF_8)).isEqualTo("DRÖP");
        }
    }

    @Test
    void has_nothing_where_a_row_holds_nothing() throws SQLException {
        History history = prepared(bare("1"));

        AppliedMigration applied = new AppliedMigration(ID, 5, MigrationKind.REPEATABLE, AppliedState.IN_PROGRESS,
                Direction.DOWN, Optional.empty(), Optional.empty());
        assertThat(history.readInFull()).containsExactly(new HistoryEntry(applied, "a view",
                new Execution(5, 1, 3, 2, Instant.parse("2024-01-05T10:15:00.250Z"), Optional.empty(), Optional.empty(), "me",
                        Optional.empty(), Optional.empty(), Optional.empty())));
        assertThat(history.reached(ID)).isEqualTo(
                new Progress.Reached(new Progress.Mark(1, 9, ""), Optional.empty(), AppliedState.IN_PROGRESS));
    }

    @ParameterizedTest
    @CsvSource({ "'shop', NULL, shop", "NULL, '2', an application 2", "'shop', '2', shop 2" })
    void names_the_application_as_far_as_it_is_known(String name, String version, String expected) throws SQLException {
        String quotedName = name.equals("NULL") ? name : "'" + name + "'";
        String quotedVersion = version.equals("NULL") ? version : "'" + version + "'";
        History history = prepared(bare("1"),
                "UPDATE history SET application = " + quotedName + ", application_version = " + quotedVersion);

        assertThat(history.readInFull().get(0).execution().application()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = { "DELETE FROM history", "UPDATE history SET down_script = NULL" })
    void says_that_it_stores_no_down_script_any_more(String change) throws SQLException {
        History history = prepared(bare("1"), rest("1"), change);

        assertThatThrownBy(history.downScript(ID)::open).isInstanceOf(IOException.class)
                .hasMessage("the history stores no down script of '1' any more");
    }

    @Test
    void says_that_a_row_is_gone_or_what_the_database_said() throws SQLException {
        History history = prepared(bare("2"));

        assertThatThrownBy(() -> history.reached(ID)).isInstanceOf(SQLException.class)
                .hasMessage("the history has no row of '1' any more");
        execute("DROP TABLE history");
        assertThatThrownBy(history.downScript(ID)::open).isInstanceOf(IOException.class)
                .hasMessageContaining("no such table").hasCauseInstanceOf(SQLException.class);
    }

    /** Three columns may be missing by mistake; a table that lacks more is another one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            failure                                         | : it has no column failure
            attempts, failure, rolled_back_by               | : it has no column attempts, failure, rolled_back_by
            kind, attempts, failure, rolled_back_by         |
            """)
    void names_up_to_three_columns_that_a_table_lacks(String lacking, String named) throws SQLException {
        History history = prepared();
        for (String column : lacking.split(", ")) {
            execute("ALTER TABLE history DROP COLUMN " + column);
        }

        String message = "The table 'main.history' is not a schema-migrations history table" + (named == null ? "" : named)
                + "\nSet history-table to another name";
        assertThatThrownBy(history::prepare).isInstanceOf(HistoryTableException.class).hasMessage(message);
        assertThatThrownBy(history::readInFull).isInstanceOf(HistoryTableException.class).hasMessage(message);
    }

    @Test
    void is_not_the_temporary_table_of_the_same_name() throws SQLException {
        prepared(bare("1"));
        execute("CREATE TEMP TABLE history (id TEXT)");

        assertThat(history().read()).hasSize(1);
    }

    @Test
    void says_why_it_could_not_be_read_and_what_else_failed_then() throws SQLException {
        History history = prepared();
        connection.close();

        assertThatThrownBy(history::read).isInstanceOf(SQLException.class)
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
    }

    /** As on a server, which compares by itself; here by the number of rows alone. */
    @Test
    void is_not_read_where_the_database_says_that_it_is_as_expected() throws SQLException {
        prepared(bare("1"), bare("2"));
        History history = history(answering(Map.of("hashOfRows", Optional.of(new Dialect.RowsHash("", "'' || count(id)")),
                "onlyWhereLocated", Optional.of("id <> '3'"))));

        assertThat(history.readUnless(new ExpectedHistory("2"))).isEmpty();
        assertThat(history.readUnless(new ExpectedHistory("3")).orElseThrow()).hasSize(2);
        execute(bare("3"));
        assertThat(history.readUnless(new ExpectedHistory("2"))).isEmpty();
        execute("DELETE FROM history");
        assertThat(history.readUnless(new ExpectedHistory("0"))).isEmpty();
        assertThat(history.readUnless(new ExpectedHistory("2"))).contains(List.of());
    }

    /** What a session that has lost the lock must not write; the rest is in a transaction, or by one that has just taken it. */
    @Test
    void notes_progress_and_failures_only_while_the_lock_is_held() throws SQLException {
        prepared(bare("1"));
        HistorySql sql = history(answering(Map.of("sessionHoldsLock", Optional.of("1 = 0")))).sql();

        Progress.Mark mark = new Progress.Mark(2, 20, "x");
        for (String update : List.of(sql.updateProgress(ID, mark), sql.updateBegun(ID, mark, "'seen'"),
                sql.updateFailed(ID, "full"), sql.updateRevertFailed(ID, "full"))) {
            try (Statement statement = connection.createStatement()) {
                assertThat(statement.executeUpdate(update)).isZero();
            }
        }
    }

    /** The rows' bytes decide on the order, unlike the ids' numbers; the database computes the same hash. */
    @Test
    void is_expected_to_have_the_hash_of_its_rows_in_the_order_of_their_bytes() throws Exception {
        List<Migration> migrations = InMemoryMigration.scan("test", List.of(new InMemoryMigration("2", "SELECT 1"),
                new InMemoryMigration("10", "SELECT 2", "SELECT 3"), new InMemoryMigration("1\uFF5E", "SELECT 4"),
                new InMemoryMigration("1\uD83D\uDE00", "SELECT 5"))).migrations();

        String rows = "applied:" + hash("SELECT 2") + ":" + hash("SELECT 3") + ":10\napplied:" + hash("SELECT 4")
                + "::1\uFF5E\napplied:" + hash("SELECT 5") + "::1\uD83D\uDE00\napplied:" + hash("SELECT 1") + "::2";
        assertThat(ExpectedHistory.of(migrations)).isEqualTo(new ExpectedHistory(hash(rows)));
    }

    @Test
    void knows_a_part_of_a_script_again_by_its_length_and_hash() throws Exception {
        Progress progress = new Progress();
        assertThat(progress.mark()).isEqualTo(new Progress.Mark(0, 0, ""));
        progress.add("SELECT 'ä'");
        progress.add("SELECT 2");

        assertThat(progress.statements()).isEqualTo(2);
        assertThat(progress.mark()).isEqualTo(new Progress.Mark(2, 19, hash("SELECT 'ä'\0SELECT 2\0")));
        assertThat(progress.mark()).as("a mark leaves no mark").isEqualTo(progress.mark());
    }

    private static String hash(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }
}
