package io.quarkiverse.schema.migrations.internal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.error.HistoryTableException;
import io.quarkiverse.schema.migrations.internal.dialect.TableName;
import io.quarkiverse.schema.migrations.internal.dialect.sqlite.SqliteDialect;
import io.quarkiverse.schema.migrations.internal.source.InMemoryMigration;
import io.quarkiverse.schema.migrations.model.Migration;

/** History tables of several formats, of which the two newest are made up here. */
class HistoryFormatTest {

    private static final HistoryFormat NEXT = with(adding("note"));
    private static final HistoryFormat LATER = with(adding("note"), adding("place"));

    @TempDir
    Path directory;

    private Connection connection;

    private static HistoryFormat with(HistoryFormat.Upgrade... upgrades) {
        return new HistoryFormat(Stream.concat(HistoryFormat.KNOWN.upgrades().stream(), Arrays.stream(upgrades)).toList());
    }

    private static HistoryFormat.Upgrade adding(String column) {
        return new HistoryFormat.Upgrade(column,
                (table, columns) -> List.of("ALTER TABLE " + table + " ADD COLUMN " + column + " TEXT"));
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = newConnection();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private Connection newConnection() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("test.db"));
    }

    private static History history(Connection on, HistoryFormat format) {
        return new History(on, new SqliteDialect(), new TableName(Optional.of("main"), "history"), Application.UNKNOWN,
                format.newest());
    }

    private static void prepare(Connection on, HistoryFormat format) throws SQLException {
        History history = history(on, format);
        new HistoryTable(on, new SqliteDialect(), history.table(), history.sql()).prepare(format);
    }

    private void apply(History history, String id) throws SQLException {
        Migration migration = InMemoryMigration.scan("test", List.of(new InMemoryMigration(id, "SELECT 1"))).migrations()
                .get(0);
        try (Statement statement = connection.createStatement()) {
            statement.execute(history.sql().insertApplied(AppliedRow.of(migration, 1, 1, Optional.empty())));
        }
    }

    private List<String> column(String sql, String name) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(name));
            }
        }
        return values;
    }

    private List<String> columns() throws SQLException {
        return column("SELECT name FROM pragma_table_info('history')", "name");
    }

    @Test
    void writes_rows_in_the_newest_format_it_knows() {
        assertThat(HistoryFormat.KNOWN.newest()).isEqualTo(HistoryFormat.NEWEST);
    }

    @Test
    void makes_a_table_of_the_newest_format() throws SQLException {
        prepare(connection, LATER);

        assertThat(columns()).endsWith("note", "place");
        apply(history(connection, LATER), "1");
        assertThat(column("SELECT format FROM history", "format")).containsExactly("4");
    }

    @Test
    void brings_a_table_to_the_newest_format() throws SQLException {
        prepare(connection, HistoryFormat.KNOWN);
        apply(history(connection, HistoryFormat.KNOWN), "1");

        assertThat(history(connection, LATER).read()).hasSize(1);
        assertThat(history(connection, LATER).readInFull()).hasSize(1);
        assertThat(columns()).doesNotContain("note");
        prepare(connection, LATER);

        assertThat(columns()).endsWith("note", "place");
        assertThat(column("SELECT format FROM history", "format")).containsExactly("4");
        assertThat(history(connection, LATER).read()).hasSize(1);
    }

    @Test
    void brings_an_empty_table_to_the_newest_format() throws SQLException {
        prepare(connection, NEXT);

        prepare(connection, LATER);

        assertThat(columns()).endsWith("note", "place");
    }

    /** Where definitions commit by themselves, one may have got no further than the first column. */
    @ParameterizedTest
    @ValueSource(strings = { "statements_started TO begun",
            "statements_started TO begun, statements_done_length TO done_length" })
    void brings_a_table_of_the_first_format_to_the_newest_from_wherever_it_stands(String renamed) throws SQLException {
        prepare(connection, HistoryFormat.KNOWN);
        apply(history(connection, HistoryFormat.KNOWN), "1");
        List<String> newest = columns();
        for (String column : renamed.split(", ")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("ALTER TABLE history RENAME COLUMN " + column);
            }
        }

        assertThat(history(connection, HistoryFormat.KNOWN).read()).hasSize(1);
        prepare(connection, HistoryFormat.KNOWN);

        assertThat(columns()).isEqualTo(newest);
        assertThat(column("SELECT format FROM history", "format")).containsExactly("2");
    }

    @Test
    void upgrades_once_when_several_begin_at_once() throws Exception {
        prepare(connection, HistoryFormat.KNOWN);
        apply(history(connection, HistoryFormat.KNOWN), "1");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CyclicBarrier start = new CyclicBarrier(4);
        try {
            List<Future<?>> upgrades = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                upgrades.add(threads.submit(() -> {
                    try (Connection own = newConnection()) {
                        start.await();
                        prepare(own, LATER);
                    }
                    return null;
                }));
            }
            for (Future<?> upgrade : upgrades) {
                upgrade.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(columns()).endsWith("note", "place").doesNotHaveDuplicates();
    }

    @Test
    void keeps_the_old_format_whole_when_an_upgrade_fails() throws SQLException {
        prepare(connection, HistoryFormat.KNOWN);
        HistoryFormat broken = with(adding("note"),
                new HistoryFormat.Upgrade("place", (table, columns) -> List.of("UPDATE nowhere SET x = 1")));

        assertThatThrownBy(() -> prepare(connection, broken)).isInstanceOf(HistoryTableException.class)
                .hasMessageStartingWith("The history table 'main.history' cannot be upgraded to format 4: ")
                .hasMessageContaining("no such table: nowhere")
                .hasMessageEndingWith("Run migrate once as a user who may alter the table; no migration was run");

        assertThat(columns()).doesNotContain("note");
    }

    @Test
    void tells_of_the_failure_first_when_there_is_nothing_left_to_roll_back() throws SQLException {
        prepare(connection, HistoryFormat.KNOWN);
        HistoryFormat broken = with(new HistoryFormat.Upgrade("place",
                (table, columns) -> List.of("ROLLBACK", "UPDATE nowhere SET x = 1")));

        assertThatThrownBy(() -> prepare(connection, broken)).isInstanceOf(HistoryTableException.class)
                .hasMessageContaining("no such table: nowhere").satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement().asString().contains("no transaction is active"));
    }

    @Test
    void reads_a_newer_format_and_refuses_to_write_it() throws SQLException {
        prepare(connection, NEXT);
        apply(history(connection, NEXT), "1");
        History older = history(connection, HistoryFormat.KNOWN);

        assertThat(older.read()).hasSize(1);
        assertThat(older.readInFull()).hasSize(1);
        assertThatThrownBy(older::prepare).isInstanceOf(HistoryTableException.class)
                .hasMessage("The history table 'main.history' has the format 3, this release writes 2. Migrate with the newer"
                        + " release that wrote it");
    }

    @Test
    void says_so_when_a_row_cannot_be_read() throws SQLException {
        prepare(connection, HistoryFormat.KNOWN);
        apply(history(connection, HistoryFormat.KNOWN), "1");
        try (Statement statement = connection.createStatement()) {
            statement.execute("UPDATE history SET state = 'half done'");
        }

        assertThatThrownBy(() -> history(connection, HistoryFormat.KNOWN).read()).isInstanceOf(HistoryTableException.class)
                .hasMessage(
                        "The history table 'main.history' has a row that this release cannot read: 'half done' is not a state"
                                + " of a migration. Migrate with the release that wrote it, or restore the table");
    }
}
