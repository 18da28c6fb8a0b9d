package io.quarkiverse.schema.migrations.internal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.SqliteFile;
import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.error.HistoryTableException;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.RunReport;

/** The history table on SQLite, and files that cannot have one. */
class HistoryTableTest {

    @TempDir
    Path directory;

    private SqliteFile file;

    @BeforeEach
    void makeFile() {
        file = SqliteFile.in(directory);
    }

    private SchemaMigrationsBuilder shop() {
        return file.migrations().migration("1", "CREATE TABLE shop (id INT)", "DROP TABLE shop");
    }

    private SchemaMigrationsBuilder readOnly() {
        SQLiteDataSource dataSource = new SQLiteDataSource();
        dataSource.setUrl("jdbc:sqlite:file:" + file.file() + "?mode=ro");
        return SchemaMigrationsBuilder.of(dataSource);
    }

    @Test
    void is_made_once_by_threads_that_begin_at_once() throws Exception {
        Files.createFile(file.file()); // by the driver, it might be deleted while others have it open
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CyclicBarrier start = new CyclicBarrier(8);
        try {
            List<Future<RunReport>> runs = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                runs.add(threads.submit(() -> {
                    start.await();
                    return shop().build().migrate();
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
    }

    @Test
    void refuses_a_table_that_is_no_history() {
        file.execute("CREATE TABLE schema_migrations_history (id INT, format TEXT)");

        String message = "The table 'main.schema_migrations_history' is not a schema-migrations history table\nSet"
                + " history-table to another name";
        assertThatThrownBy(shop().build()::migrate).isInstanceOf(HistoryTableException.class).hasMessage(message);
        assertThatThrownBy(shop().build()::status).isInstanceOf(HistoryTableException.class).hasMessage(message);
        assertThat(file.query("SELECT name FROM pragma_table_info('schema_migrations_history')")).containsExactly("id",
                "format");
        assertThat(file.tables()).containsExactly("schema_migrations_history");
    }

    @Test
    void does_not_touch_a_table_of_others_that_has_rows() {
        file.execute("CREATE TABLE mine (installed_rank INT)", "INSERT INTO mine VALUES (1)");

        assertThatThrownBy(shop().historyTable("mine").build()::migrate).isInstanceOf(HistoryTableException.class)
                .hasMessageStartingWith(
                        "The table 'main.mine' is not a schema-migrations history table\n");
        assertThat(file.count("mine")).isOne();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            it's "mine"; DROP TABLE shop --  | it's "mine"; DROP TABLE shop --
            main.x                           | x
            MAIN.x                           | x
            "a.b"                            | a.b
            "main"."a"".""b"                 | a"."b
            main.c.d                         | c.d
            with blanks and ümläuts 😀       | with blanks and ümläuts 😀
            select                           | select
            """)
    void takes_any_name(String configured, String table) {
        assertThat(shop().historyTable(configured).build().migrate().done()).hasSize(1);
        assertThat(shop().historyTable(configured).build().migrate().done()).isEmpty();
        assertThat(shop().historyTable(configured).build().status().idsIn(MigrationState.APPLIED)).hasSize(1);
        assertThat(shop().historyTable(configured).build().rollback().done()).hasSize(1);

        assertThat(file.tables()).containsExactly(table);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "main.", ".x" })
    void refuses_what_is_no_name(String name) {
        assertThatThrownBy(() -> shop().historyTable(name)).isInstanceOf(InvalidSettingException.class)
                .hasMessage("'" + name + "' is not the name of a table");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a\nb", "\"a\nb\"", "main.a\u0000b" })
    void refuses_a_name_with_control_characters(String name) {
        assertThatThrownBy(() -> shop().historyTable(name)).isInstanceOf(InvalidSettingException.class)
                .hasMessage("The name of a table cannot have control characters");
    }

    @Test
    void says_so_when_the_schema_does_not_exist() {
        assertThatThrownBy(shop().historyTable("nowhere.x").build()::migrate).isInstanceOf(DatabaseException.class)
                .hasMessage("The database failed: [SQLITE_ERROR] unknown database 'nowhere'. Nothing more was run");
    }

    @Test
    void keeps_the_histories_of_several_sets_apart() {
        file.migrations().set("audit").migration("1", "CREATE TABLE audit (id INT)").build().migrate();
        shop().build().migrate();

        assertThat(file.tables()).containsExactlyInAnyOrder("audit", "schema_migrations_history_audit", "shop",
                "schema_migrations_history");
    }

    @Test
    void remembers_any_id() {
        List<String> ids = List.of("x".repeat(255), "😀".repeat(255), "it's \"quoted\"; DROP TABLE run --", "a\\b%_`[]");
        SchemaMigrationsBuilder builder = file.migrations();
        ids.forEach(id -> builder.migration(id, "SELECT 1", "SELECT 2"));

        assertThat(builder.build().migrate().done()).hasSize(4);
        assertThat(builder.build().migrate().done()).isEmpty();
        assertThat(file.query("SELECT id FROM schema_migrations_history")).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void refuses_an_id_that_is_too_long() {
        assertThatThrownBy(file.migrations().migration("x".repeat(256), "SELECT 1").build()::migrate)
                .isInstanceOf(InvalidSourcesException.class)
                .hasMessageContaining("it has 256 characters, at most 255 are allowed");
    }

    @Test
    void remembers_all_there_is_to_know() {
        shop().application("shop", "2.1").build().migrate();

        assertThat(file.query("SELECT id || '|' || format || '|' || applied_order || '|' || kind || '|' || state || '|'"
                + " || direction || '|' || length(up_checksum) || '|' || length(down_checksum) || '|' || down_script || '|'"
                + " || down_transaction || '|' || statements_done || '/' || statements_total || '|' || attempts || '|'"
                + " || application || '|' || application_version FROM schema_migrations_history")).containsExactly(
                        "1|2|1|versioned|applied|up|64|64|DROP TABLE shop|transaction|1/1|1|shop|2.1");
        assertThat(file.query("SELECT abs(julianday('now') - julianday(started_at)) < 0.01 AND finished_at >= started_at"
                + " AND duration_ms >= 0 AND database_user = '" + System.getProperty("user.name")
                + "' FROM schema_migrations_history")).containsExactly("1");
    }

    @Test
    void fails_a_migration_that_deletes_its_own_history() {
        SchemaMigrations migrations = shop().migration("2", "WITH a AS (SELECT 1) DELETE FROM schema_migrations_history")
                .build();

        assertThatThrownBy(migrations::migrate).isInstanceOf(MigrationFailedException.class)
                .hasMessageStartingWith("Migration '2' failed at memory:2/up.sql: the migration deleted its own row from"
                        + " the history");
        assertThat(file.query("SELECT id FROM schema_migrations_history")).containsExactly("1");
    }

    @Test
    void cannot_be_written_to_a_file_that_is_read_only() {
        file.execute("CREATE TABLE other (id INT)");
        SchemaMigrations migrations = readOnly().migration("1", "CREATE TABLE shop (id INT)").build();

        assertThatThrownBy(migrations::migrate).isInstanceOfSatisfying(HistoryTableException.class, failure -> {
            assertThat(failure)
                    .hasMessage("The history table 'main.schema_migrations_history' cannot be created: [SQLITE_READONLY]"
                            + " Attempt to write a readonly database (attempt to write a readonly database). Connect as a user who may"
                            + " create tables there, or set history-table to another place; nothing was run");
            assertThat(failure.report().orElseThrow().notRun()).hasSize(1);
        });
        assertThat(migrations.status().idsIn(MigrationState.PENDING)).hasSize(1);
        assertThat(migrations.plan().steps()).hasSize(1);
    }

    @Test
    void is_read_from_a_file_that_is_read_only_when_nothing_is_pending() {
        shop().build().migrate();

        assertThat(readOnly().migration("1", "CREATE TABLE shop (id INT)").build().migrate().done()).isEmpty();
    }

    @Test
    void cannot_be_written_to_a_file_without_the_permission() throws IOException {
        file.execute("CREATE TABLE other (id INT)");
        assumeThat(file.file().toFile().setReadOnly()).isTrue();
        assumeThat(Files.isWritable(file.file())).as("root may write anything").isFalse();

        assertThatThrownBy(shop().build()::migrate).isInstanceOf(HistoryTableException.class)
                .hasMessageContaining("[SQLITE_READONLY]");
    }

    @Test
    void is_made_in_the_file_that_has_taken_the_place_of_the_one_that_was_opened() throws IOException {
        SQLiteDataSource target = (SQLiteDataSource) file.dataSource();
        List<Connection> retired = new ArrayList<>();
        try (ReplacedFile pool = new ReplacedFile(target, file.file())) {
            RunReport report = SchemaMigrationsBuilder.of(pool.dataSource()).connectionRetirement(retired::add)
                    .migration("1", "CREATE TABLE shop (id INT)").build().migrate();

            assertThat(report.done()).hasSize(1);
        }
        assertThat(file.tables()).containsExactlyInAnyOrder("schema_migrations_history", "shop");
        assertThat(retired).hasSize(2);
    }

    /** Gives a first connection whose file is replaced as soon as it is open, as the driver does when two make one file. */
    private record ReplacedFile(SQLiteDataSource target, Path file, List<Connection> given) implements AutoCloseable {

        ReplacedFile(SQLiteDataSource target, Path file) {
            this(target, file, new ArrayList<>());
        }

        DataSource dataSource() {
            return proxy(this::connection);
        }

        private Connection connection() throws SQLException, IOException {
            Connection connection = target.getConnection();
            given.add(connection);
            if (given.size() == 1) {
                Files.delete(file);
                Files.createFile(file);
            }
            return connection;
        }

        @Override
        public void close() {
            assertThat(given).hasSize(2);
        }
    }

    @Test
    void is_made_again_when_a_file_that_was_replaced_has_deleted_the_journal() throws Exception {
        try (Connection replaced = file.dataSource().getConnection(); Statement other = replaced.createStatement()) {
            other.execute("BEGIN IMMEDIATE");
            Files.delete(file.file());
            List<SQLiteConnection> given = new ArrayList<>();
            DataSource pool = proxy(() -> {
                SQLiteConnection connection = (SQLiteConnection) file.dataSource().getConnection();
                given.add(connection);
                if (given.size() == 1) {
                    connection.addCommitListener(new FirstCommit(() -> {
                        other.execute("CREATE TABLE nowhere (id INT)");
                        other.execute("COMMIT");
                    }));
                }
                return connection;
            });

            RunReport report = SchemaMigrationsBuilder.of(pool).migration("1", "CREATE TABLE shop (id INT)").build().migrate();

            assertThat(report.done()).hasSize(1);
            assertThat(given).hasSize(2);
        }
        assertThat(file.tables()).containsExactlyInAnyOrder("schema_migrations_history", "shop");
    }

    @FunctionalInterface
    private interface Action {
        void run() throws SQLException;
    }

    private static final class FirstCommit implements SQLiteCommitListener {

        private final Action action;
        private boolean done;

        private FirstCommit(Action action) {
            this.action = action;
        }

        @Override
        public void onCommit() {
            try {
                if (!done) {
                    done = true;
                    action.run();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void onRollback() {
            // of no interest
        }
    }

    private static DataSource proxy(Callable<Connection> connections) {
        return (DataSource) Proxy.newProxyInstance(HistoryTableTest.class.getClassLoader(), new Class<?>[] { DataSource.class },
                (proxy, method, arguments) -> connections.call());
    }

    @Test
    void says_so_when_the_folder_of_the_file_is_missing() {
        Path missing = directory.resolve("nowhere").resolve("test.db");

        assertThatThrownBy(new SqliteFile(missing, "").migrations().migration("1", "SELECT 1").build()::migrate)
                .isInstanceOf(DatabaseException.class)
                .hasMessage("Cannot connect to the database: path to '" + missing + "': '"
                        + missing.getParent() + "' does not exist\nCheck the URL and the user of the datasource, and that the"
                        + " database is running");
    }

    @Test
    void says_so_when_the_file_is_no_database() throws IOException {
        Files.writeString(file.file(), "This is a letter and no database. ".repeat(100));

        assertThatThrownBy(shop().build()::migrate).isInstanceOf(DatabaseException.class)
                .hasMessage("The database failed: [SQLITE_NOTADB] file is not a database. Nothing more was run");
    }
}
