package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.OneConnection;
import io.quarkiverse.schema.migrations.databases.SqliteFile;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;

/** What a script does to its connection on SQLite does not reach the next script, the history or the application. */
class SessionIsolationTest {

    private static final String STEPWISE = "-- schema-migrations: transaction=none\n";

    @TempDir
    Path directory;

    private Connection connection;
    private SchemaMigrationsBuilder migrations;

    @BeforeEach
    void connect() throws SQLException {
        connection = SqliteFile.in(directory).withForeignKeys().dataSource().getConnection();
        migrations = SchemaMigrationsBuilder.of(new OneConnection(connection).dataSource());
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private List<String> query(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({ "case_sensitive_like, ON", "recursive_triggers, ON", "query_only, ON", "ignore_check_constraints, ON",
            "foreign_keys, OFF", "cache_size, 7", "legacy_alter_table, ON", "locking_mode, EXCLUSIVE", "writable_schema, ON",
            "max_page_count, 5000", "count_changes, ON", "read_uncommitted, ON", "busy_timeout, 7", "cache_spill, OFF",
            "journal_size_limit, 7000", "reverse_unordered_selects, ON", "defer_foreign_keys, ON", "full_column_names, ON" })
    void sets_pragmas_back_after_a_transaction(String pragma, String value) throws SQLException {
        List<String> before = all(pragma);

        migrations.migration("1", "CREATE TABLE shop (id INT); PRAGMA " + pragma + " = " + value).migration("2", asks(pragma))
                .build().migrate();

        assertThat(all(pragma)).isEqualTo(before);
        assertThat(query("SELECT id FROM schema_migrations_history ORDER BY 1")).containsExactly("1", "2");
        assertThat(seenBySecond(pragma)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({ "case_sensitive_like, ON", "synchronous, OFF", "temp_store, MEMORY", "journal_mode, MEMORY",
            "journal_mode, PERSIST", "journal_mode, OFF", "locking_mode, EXCLUSIVE", "foreign_keys, OFF",
            "max_page_count, 5000" })
    void sets_pragmas_back_after_single_statements(String pragma, String value) throws SQLException {
        List<String> before = all(pragma);

        migrations.migration("1", STEPWISE + "CREATE TABLE shop (id INT); PRAGMA " + pragma + " = " + value)
                .migration("2", asks(pragma)).build().migrate();

        assertThat(all(pragma)).isEqualTo(before);
        assertThat(seenBySecond(pragma)).isEqualTo(before);
    }

    private List<String> all(String pragma) throws SQLException {
        return query(pragma.equals("case_sensitive_like") ? "SELECT 'a' LIKE 'A'" : "PRAGMA " + pragma);
    }

    private static String asks(String pragma) {
        return "CREATE TABLE seen AS SELECT " + switch (pragma) {
            case "case_sensitive_like" -> "'a' LIKE 'A'";
            // these have no table, or run the pragma when they are read
            case "locking_mode", "max_page_count", "journal_mode", "journal_size_limit" -> "NULL";
            case "busy_timeout" -> "timeout FROM pragma_busy_timeout";
            default -> "* FROM pragma_" + pragma;
        };
    }

    private List<String> seenBySecond(String pragma) throws SQLException {
        List<String> seen = query("SELECT * FROM seen");
        return seen.get(0) == null ? all(pragma) : seen;
    }

    @Test
    void keeps_a_write_ahead_log_because_it_belongs_to_the_file() throws SQLException {
        migrations.migration("1", STEPWISE + "PRAGMA journal_mode = WAL").build().migrate();
        assertThat(query("PRAGMA journal_mode")).containsExactly("wal");

        migrations.migration("2", STEPWISE + "PRAGMA journal_mode = DELETE").build().migrate();
        assertThat(query("PRAGMA journal_mode")).containsExactly("delete");
    }

    @Test
    void rolls_a_failing_migration_back_after_one_that_turned_the_journal_off() throws SQLException {
        migrations.migration("1", STEPWISE + "CREATE TABLE shop (id INT); PRAGMA journal_mode = OFF")
                .migration("2", "INSERT INTO shop VALUES (1); INSERT INTO nowhere VALUES (1)");

        assertThatThrownBy(migrations.build()::migrate).hasMessageStartingWith("Migration '2' failed at memory:2/up.sql:1:30");

        assertThat(query("SELECT id FROM shop")).isEmpty();
        assertThat(query("PRAGMA integrity_check")).containsExactly("ok");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", STEPWISE })
    void detaches_databases_and_drops_temporary_objects(String directive) throws SQLException {
        Path other = directory.resolve("other 'one'.db");
        migrations.migration("1", directive + "ATTACH '" + other.toString().replace("'", "''") + "' AS \"other \"\"one\"\"\";"
                + "CREATE TABLE \"other \"\"one\"\"\".shop (id INT);"
                + "CREATE TEMP TABLE \"a \"\"b\" (id INT); CREATE INDEX temp.i ON \"a \"\"b\" (id);"
                + "CREATE TABLE temp.c (id INT); CREATE TEMPORARY VIEW d AS SELECT 1;"
                + "CREATE TEMP TRIGGER e AFTER INSERT ON \"a \"\"b\" BEGIN SELECT 1; END");

        migrations.build().migrate();

        assertThat(query("SELECT name FROM pragma_database_list WHERE name <> 'temp'")).containsExactly("main");
        assertThat(query("SELECT name FROM sqlite_temp_master")).isEmpty();
    }

    @Test
    void writes_the_history_where_it_is_although_a_temporary_table_has_its_name() throws SQLException {
        migrations.migration("1", "CREATE TEMP TABLE schema_migrations_history (id INT)").build().migrate();

        assertThat(query("SELECT id FROM main.schema_migrations_history")).containsExactly("1");
    }

    @Test
    void drops_nothing_temporary_that_was_there_before() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE mine (id INT)");
        }
        migrations.migration("1", "CREATE TEMP TABLE yours (id INT)").build().migrate();

        assertThat(query("SELECT name FROM sqlite_temp_master")).containsExactly("mine");
    }

    @Test
    void sets_pragmas_back_after_a_failure() throws SQLException {
        migrations.migration("1", "PRAGMA recursive_triggers = ON; PRAGMA foreign_keys = OFF; ATTACH ':memory:' AS other;"
                + "INSERT INTO nowhere VALUES (1)");

        assertThatThrownBy(migrations.build()::migrate).hasMessageStartingWith("Migration '1' failed");

        assertThat(query("PRAGMA recursive_triggers")).containsExactly("0");
        assertThat(query("PRAGMA foreign_keys")).containsExactly("1");
        assertThat(query("SELECT name FROM pragma_database_list WHERE name <> 'temp'")).containsExactly("main");
    }

    @Test
    void leaves_no_transaction_open_when_something_else_than_an_exception_is_thrown() {
        migrations.migration("1", "CREATE TABLE shop (id INT)").listener(new MigrationListener() {
            @Override
            public void beforeStep(String set, MigrationId id, Direction direction) {
                throw new AssertionError("on purpose");
            }
        });

        assertThatThrownBy(migrations.build()::migrate).hasRootCauseMessage("on purpose");

        assertThat(SqliteFile.in(directory).tables()).doesNotContain("shop");
        SqliteFile.in(directory).execute("CREATE TABLE free (id INT)");
    }

    @Test
    void marks_the_connection_for_retirement_once_scripts_have_run_and_not_before() {
        List<Connection> retired = new ArrayList<>();
        migrations.connectionRetirement(retired::add).migration("1", "CREATE TABLE shop (id INT)");

        migrations.build().status();
        assertThat(retired).isEmpty();
        migrations.build().migrate();
        assertThat(retired).hasSize(1);
        migrations.build().migrate();
        assertThat(retired).hasSize(1);
    }

    @Test
    void does_not_lose_a_database_in_memory_with_its_only_connection() throws SQLException {
        try (Connection memory = new SqliteFile(Path.of(":memory:"), "").dataSource().getConnection()) {
            SchemaMigrationsBuilder builder = SchemaMigrationsBuilder.of(new OneConnection(memory).dataSource())
                    .connectionRetirement(Connection::close).migration("1", "CREATE TABLE shop (id INT)")
                    .migration("2", STEPWISE + "CREATE TABLE item (id INT); VACUUM; PRAGMA recursive_triggers = ON");

            assertThat(builder.build().migrate().done()).hasSize(2);
            assertThat(builder.build().migrate().done()).isEmpty();
            try (Statement statement = memory.createStatement()) {
                assertThat(statement.executeQuery("PRAGMA recursive_triggers").getInt(1)).isZero();
            }
        }
    }
}
