package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.error.HistoryTableException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.UnsuitableScriptException;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.servers.CountingProxy;

/** What goes wrong around migrations on MySQL and MariaDB. */
@ParameterizedClass
@EnumSource(names = { "MYSQL", "MARIADB" })
class MysqlFaultTest {

    @Parameter
    DatabaseKind kind;

    private ServerDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = kind.onServer();
    }

    private String user() {
        return "user_" + database.name();
    }

    @AfterEach
    void dropUser() {
        database.execute("DROP USER IF EXISTS " + user());
    }

    /** The database for a user with these rights on it, and none on the server. */
    private ServerDatabase allowed(String rights) {
        database.execute("CREATE USER " + user() + " IDENTIFIED BY 'secret'",
                "GRANT " + rights + " ON " + database.name() + ".* TO " + user());
        return database.as(user(), "secret");
    }

    @Test
    void says_so_when_the_user_may_not_make_the_table() {
        ServerDatabase limited = allowed("SELECT");

        assertThatThrownBy(limited.migrations().migration("1", "CREATE TABLE t (a INT)").build()::migrate)
                .isInstanceOf(HistoryTableException.class)
                .hasMessageMatching("The history table '" + database.name() + "\\.schema_migrations_history' cannot be created:"
                        + " .*CREATE command denied to user .* for table .*schema_migrations_history.*\\. Connect as a user who may"
                        + " create tables there, or set history-table to another place; nothing was run");
        assertThat(database.tables()).isEmpty();
        assertThatNobodyHoldsTheLock();
    }

    @Test
    void a_server_that_only_reads_is_left_alone_and_needs_nothing_when_nothing_is_pending() {
        ServerDatabase limited = allowed("ALL");
        limited.migrations().migration("1", "CREATE TABLE t (a INT)").build().migrate();
        database.execute("SET GLOBAL read_only = ON");
        try {
            assertThat(limited.migrations().migration("1", "CREATE TABLE t (a INT)").build().migrate().done()).isEmpty();

            assertThatThrownBy(limited.migrations().migration("1", "CREATE TABLE t (a INT)")
                    .migration("2", "CREATE TABLE u (a INT)").build()::migrate).hasMessageContaining("read-only")
                    .hasMessageEndingWith("connect to the primary and retry.");
        } finally {
            database.execute("SET GLOBAL read_only = OFF");
        }
        assertThatNobodyHoldsTheLock();
        assertThat(database.query("SELECT id FROM schema_migrations_history")).containsExactly("1");
        assertThat(limited.migrations().migration("1", "CREATE TABLE t (a INT)").migration("2", "CREATE TABLE u (a INT)")
                .build().migrate().done()).hasSize(1);
    }

    @Test
    void a_server_that_only_reads_makes_no_history_table() {
        ServerDatabase limited = allowed("ALL");
        database.execute("SET GLOBAL read_only = ON");
        try {
            assertThatThrownBy(limited.migrations().migration("1", "CREATE TABLE t (a INT)").build()::migrate)
                    .isInstanceOf(HistoryTableException.class).hasMessageContaining("read-only")
                    .hasMessageContaining("nothing was run");
        } finally {
            database.execute("SET GLOBAL read_only = OFF");
        }
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void goes_on_after_the_connection_was_cut() throws Exception {
        String script = "CREATE TABLE t (a INT); DO SLEEP(3); INSERT INTO t VALUES (1)";
        try (CountingProxy cable = CountingProxy.to(database.address())) {
            Future<RunReport> run = inBackground(database.through(cable).migrations().migration("1", script));
            awaitSleeper();
            cable.cut();

            assertThatThrownBy(run::get).hasCauseInstanceOf(MigrationFailedException.class)
                    .hasMessageContaining("The connection was lost. Retry: the next run finds out what the server did");
        }

        // the server ends the packet for the client that is gone, and keeps its lock until then
        SchemaMigrations again = database.migrations().migration("1", script).build();
        assertThat(again.status().idsIn(MigrationState.RUNNING)).containsExactly(MigrationId.of("1"));
        assertThat(again.migrate().done()).hasSizeBetween(0, 1);
        assertThat(database.count("t")).isOne();
        assertThatNobodyHoldsTheLock();
    }

    @Test
    void goes_on_after_the_connection_was_ended() throws Exception {
        String script = "CREATE TABLE t (a INT); DO SLEEP(30); INSERT INTO t VALUES (1)";
        Future<RunReport> run = inBackground(database.migrations().migration("1", script));
        database.execute("KILL " + awaitSleeper());

        assertThatThrownBy(run::get).hasCauseInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("The connection was lost. Retry");
        assertThat(database.migrations().migration("1", script.replace("30", "0")).build().migrate().done()).hasSize(1);
        assertThat(database.count("t")).isOne();
    }

    @Test
    void goes_on_where_a_lock_was_waited_for_too_long() throws Exception {
        SchemaMigrationsBuilder migrations = database.migrations().databaseLockTimeout(Duration.ofSeconds(1))
                .migration("1", "CREATE TABLE t (a INT); ALTER TABLE shop ADD b INT; INSERT INTO t VALUES (1)");
        database.execute("CREATE TABLE shop (a INT)");
        try (var other = database.dataSource().getConnection(); var blocker = other.createStatement()) {
            other.setAutoCommit(false);
            blocker.execute("SELECT * FROM shop");
            assertThatThrownBy(migrations.build()::migrate).hasMessageContaining("Lock wait timeout exceeded")
                    .hasMessageContaining("retry: the migration resumes there");
        }
        assertThatNobodyHoldsTheLock();

        assertThat(migrations.build().migrate().done()).hasSize(1);
        assertThat(database.count("t")).isOne();
    }

    @Test
    void says_so_when_a_server_is_down() {
        String url = database.url().replaceFirst("//[^/]+/", "//127.0.0.1:1/");
        ServerDatabase down = new ServerDatabase(url, "x", "x", "x", "");

        assertThatThrownBy(down.migrations().migration("1", "DO 1").build()::migrate).isInstanceOf(DatabaseException.class)
                .hasMessageContaining("Cannot connect to the database");
    }

    private void assertThatNobodyHoldsTheLock() {
        assertThat(database.migrations().lockTimeout(Duration.ZERO).migration("0", "DO 1").build()
                .markAllApplied().changes()).hasSizeBetween(0, 1);
        database.execute("DELETE FROM schema_migrations_history WHERE id = '0'");
    }

    private Future<RunReport> inBackground(SchemaMigrationsBuilder migrations) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<RunReport> run = thread.submit(() -> migrations.build().migrate());
        thread.shutdown();
        return run;
    }

    private String awaitSleeper() throws InterruptedException {
        List<String> ids = List.of();
        while (ids.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(20);
            ids = database.query("SELECT id FROM information_schema.processlist WHERE db = database()"
                    + " AND state = 'User sleep'");
        }
        return ids.get(0);
    }

    @Test
    void refuses_a_script_that_would_drop_the_database_of_the_history() {
        for (String statement : List.of("DROP DATABASE " + database.name(),
                "DROP SCHEMA IF EXISTS `" + database.name() + "`")) {
            assertThatThrownBy(script("CREATE TABLE t (a INT);\n" + statement)::migrate)
                    .isInstanceOf(UnsuitableScriptException.class)
                    .hasMessageContaining("memory:1/up.sql:2:1: this would drop the"
                            + " history table " + database.name() + ".schema_migrations_history with '" + database.name()
                            + "', which holds it");
        }
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void refuses_a_script_that_would_take_the_history_away() {
        Map.of("DROP TABLES t, schema_migrations_history", "drop", "RENAME TABLE t TO u, `schema_migrations_history` TO x",
                "rename", "ALTER TABLE " + database.name() + ".schema_migrations_history ENGINE=InnoDB, RENAME AS x", "rename",
                "TRUNCATE TABLE schema_migrations_history", "truncate")
                .forEach((statement, does) -> assertThatThrownBy(script("CREATE TABLE t (a INT);\n" + statement)::migrate)
                        .isInstanceOf(UnsuitableScriptException.class)
                        .hasMessageContaining("memory:1/up.sql:2:1: this would " + does + " the history table "
                                + database.name() + ".schema_migrations_history: take it out of the script"));
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void says_that_a_procedure_has_dropped_the_history() {
        database.execute("CREATE PROCEDURE p() DROP TABLE schema_migrations_history");

        assertThatThrownBy(script("CREATE TABLE t (a INT);\nCALL p();\nINSERT INTO t VALUES (1)")::migrate)
                .isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("The script dropped the history table, or its schema.");
    }

    @Test
    void lists_all_commands_of_the_shell() {
        assertThatThrownBy(
                script("source a.sql\nSELECT 1;\n\\! ls\nsystem ls;\nINSERT INTO t VALUES (1) \\c\nSELECT 1")::migrate)
                .isInstanceOfSatisfying(UnsuitableScriptException.class,
                        refusal -> assertThat(refusal.problems()).extracting(problem -> problem.path()).containsExactly(
                                "memory:1/up.sql:1:1", "memory:1/up.sql:3:1", "memory:1/up.sql:4:1", "memory:1/up.sql:5:26"));
    }

    private SchemaMigrations script(String text) {
        return database.migrations().migration("1", text).build();
    }
}
