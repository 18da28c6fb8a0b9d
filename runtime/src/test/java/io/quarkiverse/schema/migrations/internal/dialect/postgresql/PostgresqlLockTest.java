package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

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
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.databases.Servers;
import io.quarkiverse.schema.migrations.error.LockTimeoutException;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.servers.CountingProxy;

class PostgresqlLockTest {

    private final ServerDatabase database = Servers.postgresql();

    private SchemaMigrationsBuilder counters() {
        SchemaMigrationsBuilder builder = database.migrations().migration("00", "CREATE TABLE ran (id text)");
        for (int i = 1; i <= 10; i++) {
            String directive = i % 3 == 0 ? "-- schema-migrations: transaction=none\n" : "";
            builder.migration("%02d".formatted(i),
                    directive + "INSERT INTO ran VALUES ('%02d'); SELECT pg_sleep(0.01)".formatted(i));
        }
        return builder;
    }

    private void assertThatEachRanOnce() {
        assertThat(database.query("SELECT id FROM ran ORDER BY id")).containsExactly("01", "02", "03", "04", "05", "06", "07",
                "08", "09", "10");
        assertThat(database.count("schema_migrations_history")).isEqualTo(11);
        assertThat(database.query("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")).containsExactly("0");
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
    void lets_an_index_be_built_concurrently_while_others_wait() throws Exception {
        database.execute("CREATE TABLE t (a int)", "INSERT INTO t SELECT generate_series(1, 1000)");
        CountDownLatch waiting = new CountDownLatch(3);
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<RunReport>> waiters = new ArrayList<>();
        SchemaMigrationsBuilder first = indexed().listener(new MigrationListener() {
            @Override
            public void beforeStep(String set, MigrationId id, Direction direction) {
                for (int i = 0; i < 3; i++) {
                    waiters.add(threads.submit(() -> indexed().listener(telling(waiting)).build().migrate()));
                }
                try {
                    assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });

        assertThat(first.build().migrate().done()).hasSize(1);
        for (Future<RunReport> waiter : waiters) {
            assertThat(waiter.get().done()).isEmpty();
        }
        threads.shutdown();
        assertThat(database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass")).containsExactly("t");
    }

    private SchemaMigrationsBuilder indexed() {
        return database.migrations().migration("1",
                "-- schema-migrations: transaction=none\nSET statement_timeout = '20s'; CREATE INDEX CONCURRENTLY i ON t (a)");
    }

    private static MigrationListener telling(CountDownLatch waiting) {
        return new MigrationListener() {
            @Override
            public void waitingForLock(String set, Duration timeout) {
                waiting.countDown();
            }
        };
    }

    @Test
    void says_who_holds_the_lock_when_the_time_is_up() throws Exception {
        ServerDatabase holding = database.with("ApplicationName=shop%20two");
        Future<RunReport> holder = inBackground(holding.migrations().migration("1", "SELECT pg_sleep(30)"));
        String pid = pidOfSleeper();

        assertThatThrownBy(
                database.migrations().lockTimeout(Duration.ofMillis(300)).migration("1", "SELECT 1").build()::migrate)
                .isInstanceOf(LockTimeoutException.class)
                .hasMessageMatching("Another process is migrating \\(process " + pid + " of the server, application"
                        + " 'shop two' of 127\\.0\\.0\\.1, user \\w+, connected since .*\\) and did not finish within 300 ms;"
                        + " nothing was run\\. Wait for it, or set a longer lock-timeout");
        database.query("SELECT pg_terminate_backend(" + pid + ")");
        assertThatThrownBy(holder::get).hasMessageContaining("terminating connection due to administrator command");
    }

    private Future<RunReport> inBackground(SchemaMigrationsBuilder migrations) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<RunReport> run = thread.submit(() -> migrations.build().migrate());
        thread.shutdown();
        return run;
    }

    private String pidOfSleeper() throws InterruptedException {
        List<String> pids = List.of();
        for (int i = 0; i < 400 && pids.isEmpty(); i++) {
            Thread.sleep(25);
            pids = database
                    .query("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'");
        }
        return pids.get(0);
    }

    @Test
    void tells_a_running_migration_from_an_interrupted_one() throws Exception {
        String script = "-- schema-migrations: transaction=none\nCREATE TABLE t (a int); SELECT pg_sleep(30)";
        Future<RunReport> run = inBackground(database.migrations().migration("1", script));
        String pid = pidOfSleeper();
        SchemaMigrations other = database.migrations().migration("1", script).build();

        assertThat(other.status().idsIn(MigrationState.RUNNING)).containsExactly(MigrationId.of("1"));
        database.query("SELECT pg_terminate_backend(" + pid + ")");
        assertThatThrownBy(run::get).isNotNull();
        assertThat(other.status().idsIn(MigrationState.INTERRUPTED)).containsExactly(MigrationId.of("1"));
    }

    /** The client's side is cut; the server works on, as one whose client was killed. */
    @Test
    void is_not_overtaken_while_the_server_still_works_for_a_client_that_is_gone() throws Exception {
        database.execute("CREATE TABLE t (a int)");
        try (Connection other = database.dataSource().getConnection(); Statement statement = other.createStatement()) {
            statement.execute("BEGIN; LOCK TABLE t");
            try (CountingProxy proxy = CountingProxy.to(database.address())) {
                Future<RunReport> killed = inBackground(
                        database.through(proxy).migrations().migration("1", "SET client_connection_check_interval = 0;"
                                + "INSERT INTO t VALUES (1)"));
                awaitOneWaiter();
                proxy.cut();
                assertThatThrownBy(killed::get).hasMessageContaining("The connection was lost");
            }
            assertThatThrownBy(database.migrations().lockTimeout(Duration.ofMillis(300)).migration("1", "SELECT 1")
                    .build()::migrate).isInstanceOf(LockTimeoutException.class);
            statement.execute("COMMIT");
        }

        assertThat(database.migrations().migration("1", "SET client_connection_check_interval = 0;INSERT INTO t VALUES (1)")
                .build().migrate().done()).isEmpty();
        assertThat(database.count("t")).isOne();
    }

    @Test
    void is_free_at_once_when_the_client_is_gone() throws Exception {
        try (CountingProxy proxy = CountingProxy.to(database.address())) {
            Future<RunReport> killed = inBackground(database.through(proxy).migrations().migration("1", "SELECT pg_sleep(30)"));
            pidOfSleeper();
            proxy.cut();
            assertThatThrownBy(killed::get).hasMessageContaining("The connection was lost");
        }

        assertThat(database.migrations().lockTimeout(Duration.ofSeconds(5)).migration("1", "SELECT 1").build().migrate().done())
                .hasSize(1);
    }

    private void awaitOneWaiter() throws InterruptedException {
        for (int i = 0; i < 400 && database.query("SELECT 1 FROM pg_locks WHERE NOT granted").isEmpty(); i++) {
            Thread.sleep(25);
        }
    }

    @Test
    void uses_a_lock_for_each_set_and_each_schema() {
        database.execute("CREATE SCHEMA app");
        SchemaMigrations nested = database.migrations().set("other").migration("1", "SELECT 1").build();
        SchemaMigrations elsewhere = database.migrations().historyTable("app.schema_migrations_history")
                .migration("1", "SELECT 1").build();
        database.migrations().migration("1", "SELECT 1")
                .listener(new MigrationListener() {
                    @Override
                    public void beforeStep(String set, MigrationId id,
                            Direction direction) {
                        assertThat(nested.migrate().done()).hasSize(1);
                        assertThat(elsewhere.migrate().done()).hasSize(1);
                    }
                }).build().migrate();

        assertThat(database.tables()).containsExactlyInAnyOrder("schema_migrations_history", "schema_migrations_history_other");
    }
}
