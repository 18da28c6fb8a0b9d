package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.OneConnection;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.error.LockTimeoutException;
import io.quarkiverse.schema.migrations.error.UnsuitableScriptException;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.RunReport;

/** One runner a set, on MySQL and MariaDB. */
@ParameterizedClass
@EnumSource(names = { "MYSQL", "MARIADB" })
class MysqlLockTest {

    @Parameter
    DatabaseKind kind;

    private ServerDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = kind.onServer();
    }

    private SchemaMigrationsBuilder counters() {
        SchemaMigrationsBuilder builder = database.migrations().migration("00", "CREATE TABLE ran (id VARCHAR(9))");
        for (int i = 1; i <= 10; i++) {
            builder.migration("%02d".formatted(i), "INSERT INTO ran VALUES ('%02d'); DO SLEEP(0.01)".formatted(i));
        }
        return builder;
    }

    private void assertThatEachRanOnce() {
        assertThat(database.query("SELECT id FROM ran ORDER BY id")).containsExactly("01", "02", "03", "04", "05", "06",
                "07", "08", "09", "10");
        assertThat(database.count("schema_migrations_history")).isEqualTo(11);
    }

    @ParameterizedTest
    @ValueSource(ints = { 2, 8, 32 })
    void applies_each_migration_once_however_many_start_at_once(int starters) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(starters);
        CountDownLatch ready = new CountDownLatch(starters);
        List<Future<RunReport>> runs = new ArrayList<>();
        for (int i = 0; i < starters; i++) {
            SchemaMigrations migrations = counters().build();
            runs.add(threads.submit(() -> {
                ready.countDown();
                ready.await();
                return migrations.migrate();
            }));
        }
        int applied = 0;
        for (Future<RunReport> run : runs) {
            applied += run.get().done().size();
        }
        threads.shutdown();

        assertThat(applied).isEqualTo(11);
        assertThatEachRanOnce();
    }

    @Test
    void says_who_holds_the_lock_when_the_time_is_up() throws Exception {
        Future<RunReport> holder = inBackground("DO SLEEP(30)");
        String id = sleeper();

        assertThatThrownBy(
                database.migrations().lockTimeout(Duration.ofMillis(300)).migration("1", "DO 1").build()::migrate)
                .isInstanceOf(LockTimeoutException.class)
                .hasMessageMatching("(?s)Another process is migrating '" + database.name()
                        + "\\.schema_migrations_history' and did"
                        + " not finish within 300 ms\\. The lock is held by connection " + id
                        + " of \\w+ from \\S+, at the moment"
                        + " running: .*\\. Wait for it, set a longer lock-timeout, or end that connection with KILL");
        database.execute("KILL " + id);
        assertThatThrownBy(holder::get).isNotNull();
    }

    @Test
    void tells_a_running_migration_from_an_interrupted_one() throws Exception {
        Future<RunReport> run = inBackground("CREATE TABLE t (a INT); DO SLEEP(30)");
        String id = sleeper();
        SchemaMigrations other = database.migrations().migration("1", "CREATE TABLE t (a INT); DO SLEEP(30)").build();

        assertThat(other.status().idsIn(MigrationState.RUNNING)).containsExactly(MigrationId.of("1"));
        database.execute("KILL " + id);
        assertThatThrownBy(run::get).isNotNull();
        awaitEnd(id);
        assertThat(other.status().idsIn(MigrationState.INTERRUPTED)).containsExactly(MigrationId.of("1"));
    }

    /** The client hears of the end before the server has given up the locks of the session. */
    private void awaitEnd(String id) throws InterruptedException {
        while (!database.query("SELECT 1 FROM information_schema.processlist WHERE id = " + id).isEmpty()) {
            Thread.sleep(25);
        }
    }

    private Future<RunReport> inBackground(String script) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<RunReport> run = thread.submit(() -> database.migrations().migration("1", script).build().migrate());
        thread.shutdown();
        return run;
    }

    private String sleeper() throws InterruptedException {
        List<String> ids = List.of();
        for (int i = 0; i < 400 && ids.isEmpty(); i++) {
            Thread.sleep(25);
            ids = database.query("SELECT id FROM information_schema.processlist WHERE db = database()"
                    + " AND state = 'User sleep'");
        }
        return ids.get(0);
    }

    @Test
    void refuses_scripts_that_would_release_the_lock_or_lock_the_history() {
        assertThatThrownBy(database.migrations()
                .migration("1",
                        "DO 1;\nSELECT RELEASE_ALL_LOCKS();\nDO RELEASE_LOCK('mine'); DO RELEASE_LOCK('schema_migrations:1')")
                .migration("2", "FLUSH TABLES WITH READ LOCK")
                .migration("3", "CREATE PROCEDURE free() DO RELEASE_ALL_LOCKS()").build()::migrate)
                .isInstanceOf(UnsuitableScriptException.class)
                .hasMessage("Migration refused, nothing was changed:\n"
                        + "  - memory:1/up.sql:2:1: it would release the lock that keeps other processes out: release your own locks"
                        + " by their names\n      SELECT RELEASE_ALL_LOCKS()\n"
                        + "  - memory:1/up.sql:3:26: it would release the lock that keeps other processes out: release your own"
                        + " locks by their names\n      DO RELEASE_LOCK('schema_migrations:1')\n"
                        + "  - memory:2/up.sql:1:1: it would lock the history table too, so that no progress could be noted:"
                        + " lock the tables that you mean with LOCK TABLES\n      FLUSH TABLES WITH READ LOCK");
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void writes_no_history_once_the_lock_is_lost() {
        database.execute("CREATE PROCEDURE lose() DO RELEASE_ALL_LOCKS()");

        assertThatThrownBy(
                database.migrations().migration("1", "CREATE TABLE t (a INT); CALL lose(); DROP TABLE t").build()::migrate)
                .hasMessageContaining("memory:1/up.sql:1:25").hasMessageContaining(", error 1690)");
        assertThat(database.tables()).contains("t");
        assertThat(database.query("SELECT CONCAT(state, statements_done) FROM schema_migrations_history"))
                .containsExactly("in progress1");
    }

    @Test
    void leaves_the_connection_with_one_statement_at_once() throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            SchemaMigrationsBuilder.of(new OneConnection(connection).dataSource()).migration("1", "CREATE TABLE t (a INT)")
                    .build()
                    .migrate();

            assertThatThrownBy(() -> statement.execute("DO 1; DO 2")).hasMessageContaining("syntax");
        }
    }
}
