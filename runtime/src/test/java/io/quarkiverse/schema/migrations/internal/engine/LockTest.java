package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.JavaProcess;
import io.quarkiverse.schema.migrations.databases.SqliteFile;
import io.quarkiverse.schema.migrations.error.LockTimeoutException;
import io.quarkiverse.schema.migrations.internal.plan.Remedies;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepReport;

/** One runner a SQLite file, and others that write to it. */
@Timeout(120)
class LockTest {

    private static final String STEPWISE = "-- schema-migrations: transaction=none\n";
    private static final String ENDLESS = "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)"
            + " SELECT max(n) FROM c";

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private SqliteFile file;
    private Path lockFile;

    @BeforeEach
    void makeFile() throws IOException {
        Path real = directory.toRealPath();
        file = SqliteFile.in(real);
        lockFile = real.resolve("test.db-migrations.lock");
    }

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    /** Stops after a migration, with no transaction open, until it is let on. */
    private static final class Barrier implements MigrationListener {

        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch open = new CountDownLatch(1);

        @Override
        public void afterStep(String set, StepReport step) {
            if (step.id().value().equals("1")) {
                reached.countDown();
                try {
                    open.await(1, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private static final class Waits implements MigrationListener {

        final List<Duration> told = new ArrayList<>();
        final List<Duration> waited = new ArrayList<>();

        @Override
        public void waitedForLock(String set, Duration duration) {
            waited.add(duration);
        }

        @Override
        public void waitingForLock(String set, Duration timeout) {
            told.add(timeout);
        }
    }

    private SchemaMigrationsBuilder two() {
        return file.migrations().migration("1", STEPWISE + "CREATE TABLE shop (id INT)")
                .migration("2", STEPWISE + "CREATE TABLE item (id INT)").lockTimeout(Duration.ofSeconds(20));
    }

    private static void assertTook(long began, long atLeast, long atMost) {
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)).isBetween(atLeast, atMost);
    }

    @ParameterizedTest
    @ValueSource(strings = { "BEGIN IMMEDIATE", "BEGIN EXCLUSIVE" })
    void gives_up_when_another_connection_writes_for_too_long(String begin) throws Exception {
        Waits waits = new Waits();
        try (Connection writer = file.dataSource().getConnection(); Statement statement = writer.createStatement()) {
            statement.execute(begin);
            long began = System.nanoTime();

            assertThatThrownBy(two().lockTimeout(Duration.ofMillis(1500)).listener(waits).build()::migrate)
                    .isInstanceOfSatisfying(LockTimeoutException.class, failure -> {
                        assertThat(failure).hasMessage("The SQLite database is locked by another connection, and was not free"
                                + " after 1500 ms ([SQLITE_BUSY] database is locked). Find out"
                                + " which process writes to it, or set a longer lock-timeout");
                        assertThat(failure.report()).isPresent();
                    });
            assertTook(began, 1500, 5500);
            statement.execute("ROLLBACK");
        }
        assertThat(waits.told).containsExactly(Duration.ofMillis(1500));
        assertThat(waits.waited).singleElement().satisfies(waited -> assertThat(waited).isBetween(Duration.ofMillis(1400),
                Duration.ofMillis(5500)));
        assertThat(file.tables()).isEmpty();
    }

    @Test
    void goes_on_when_another_process_stops_writing_in_time() throws Exception {
        file.execute("CREATE TABLE other (id INT)");
        Waits waits = new Waits();
        try (JavaProcess writer = JavaProcess.start(LockHolder.class, "database", file.file().toString())) {
            writer.awaitLine("held");
            Future<RunReport> run = threads
                    .submit(() -> file.migrations().migration("1", "CREATE TABLE shop (id INT)").listener(waits).build()
                            .migrate());
            Thread.sleep(1500);
            assertThat(run).isNotDone();
            writer.goOn();

            assertThat(run.get().done()).hasSize(1);
            assertThat(writer.exitCode()).isZero();
        }
        assertThat(waits.told).containsExactly(Duration.ofSeconds(60));
    }

    @Test
    void waits_for_another_thread_that_runs_statement_by_statement_and_finds_nothing_left_to_do() throws Exception {
        Barrier barrier = new Barrier();
        Waits waits = new Waits();
        Future<RunReport> first = threads.submit(() -> two().listener(barrier).build().migrate());
        barrier.reached.await();
        Future<RunReport> second = threads.submit(() -> two().listener(waits).build().migrate());
        Thread.sleep(300);
        assertThat(second).isNotDone();
        barrier.open.countDown();

        assertThat(first.get().done()).hasSize(2);
        assertThat(second.get().done()).isEmpty();
        assertThat(waits.told).containsExactly(Duration.ofSeconds(20));
    }

    @Test
    void says_which_process_holds_the_lock_when_it_gives_up() throws Exception {
        Barrier barrier = new Barrier();
        Future<RunReport> first = threads.submit(() -> two().application("shop", "2.1").listener(barrier).build().migrate());
        barrier.reached.await();
        long began = System.nanoTime();

        assertThatThrownBy(two().lockTimeout(Duration.ofMillis(700)).build()::migrate)
                .isInstanceOfSatisfying(LockTimeoutException.class, failure -> {
                    assertThat(failure).hasMessage("Another process is migrating this database (process "
                            + ProcessHandle.current().pid() + ", shop 2.1 holds " + lockFile
                            + ") and did not finish within 700 ms; nothing was run. Wait for it, or set a longer lock-timeout");
                    assertThat(failure.report().orElseThrow().notRun()).containsExactly(MigrationId.of("2"));
                });
        assertTook(began, 700, 4700);
        barrier.open.countDown();
        assertThat(first.get().done()).hasSize(2);
    }

    @Test
    void keeps_the_lock_from_other_processes_while_others_of_its_own_process_look_and_wait() throws Exception {
        Barrier barrier = new Barrier();
        Future<RunReport> first = threads.submit(() -> two().listener(barrier).build().migrate());
        barrier.reached.await();
        file.execute("UPDATE schema_migrations_history SET state = 'in progress'");

        assertThat(two().build().status().idsIn(MigrationState.RUNNING)).hasSize(1);
        assertThatThrownBy(two().lockTimeout(Duration.ofMillis(100)).build()::migrate).isInstanceOf(LockTimeoutException.class);

        try (JavaProcess other = JavaProcess.start(LockHolder.class, "file", lockFile.toString())) {
            other.awaitLine("not free");
        }
        barrier.open.countDown();
        first.get();
    }

    @Test
    void waits_for_another_process_that_holds_the_lock() throws Exception {
        try (JavaProcess other = JavaProcess.start(LockHolder.class, "file", lockFile.toString())) {
            other.awaitLine("held");
            assertThatThrownBy(two().lockTimeout(Duration.ofMillis(300)).build()::migrate)
                    .isInstanceOf(LockTimeoutException.class).hasMessageStartingWith(
                            "Another process is migrating this database (it holds " + lockFile
                                    + ") and did not finish within 300 ms");
            assertThat(file.tables()).isEmpty();
            Future<RunReport> run = threads.submit(() -> two().build().migrate());
            Thread.sleep(300);
            assertThat(run).isNotDone();
            other.goOn();
            assertThat(run.get().done()).hasSize(2);
        }
    }

    @Test
    void does_not_take_the_lock_for_transactions_alone() throws Exception {
        try (JavaProcess other = JavaProcess.start(LockHolder.class, "file", lockFile.toString())) {
            other.awaitLine("held");
            assertThat(file.migrations().migration("1", "CREATE TABLE shop (id INT)").build().migrate().done()).hasSize(1);
        }
    }

    @Test
    void tells_a_running_migration_from_an_interrupted_one() throws Exception {
        Path scripts = Files.createDirectory(directory.resolve("scripts"));
        Files.writeString(scripts.resolve("1.sql"), STEPWISE + "CREATE TABLE shop (id INT);\n" + ENDLESS);
        SchemaMigrationsBuilder looking = file.migrations().directory(scripts, "sqlite");
        MigrationId one = MigrationId.of("1");

        try (JavaProcess runner = MigratingProcess.start(file, scripts, DatabaseKind.SQLITE)) {
            runner.awaitLine("1");
            while (file.tables().size() < 2) {
                Thread.sleep(20);
            }
            assertThat(looking.build().status().idsIn(MigrationState.RUNNING)).containsExactly(one);
            assertThat(looking.build().validate().valid()).isTrue();
            assertThatThrownBy(looking.lockTimeout(Duration.ofMillis(100)).build()::migrate)
                    .isInstanceOf(LockTimeoutException.class).hasMessageContaining(
                            "(process " + runner.process().pid() + ", tests 1 holds " + lockFile + ")");
            runner.kill();
        }

        assertThat(looking.build().status().idsIn(MigrationState.INTERRUPTED)).containsExactly(one);
        assertThat(looking.build().validate().discrepancies()).extracting(Discrepancy::message).containsExactly(
                "'1' was interrupted\nThe next migrate resumes it; or resolve it. " + Remedies.resolve(one));
    }

    @Test
    void waits_for_a_newer_release_that_runs_what_it_does_not_know() throws Exception {
        Barrier barrier = new Barrier();
        Future<RunReport> newer = threads.submit(() -> two().listener(barrier).build().migrate());
        barrier.reached.await();
        file.execute("INSERT INTO schema_migrations_history (id, format, applied_order, kind, description, state, direction,"
                + " statements_done, statements_total, statements_done_length, attempts, started_at, database_user)"
                + " VALUES ('3', 1, 9, 'versioned', '', 'in progress', 'up', 0, 1, 0, 1, '2026-01-01 00:00:00.000', 'me')");
        SchemaMigrationsBuilder older = file.migrations().migration("1", STEPWISE + "CREATE TABLE shop (id INT)");
        Future<RunReport> waiting = threads.submit(() -> older.build().migrate());
        Thread.sleep(300);
        assertThat(waiting).isNotDone();
        file.execute("DELETE FROM schema_migrations_history WHERE id = '3'");
        barrier.open.countDown();
        newer.get();

        assertThat(waiting.get().done()).isEmpty();
    }

    @Test
    void takes_part_beside_an_application_that_never_stops_writing() throws Exception {
        file.execute("PRAGMA journal_mode = WAL", "CREATE TABLE traffic (id INTEGER PRIMARY KEY)");
        CountDownLatch done = new CountDownLatch(1);
        Future<?> traffic = threads.submit(() -> {
            try (Connection writer = file.dataSource().getConnection(); Statement statement = writer.createStatement()) {
                statement.execute("PRAGMA synchronous = OFF");
                // SQLite's waiting is not fair: 200 migrations in a row may leave a busy machine's writer out for seconds
                statement.execute("PRAGMA busy_timeout = 60000");
                while (done.getCount() > 0) {
                    statement.execute("INSERT INTO traffic DEFAULT VALUES");
                    Thread.onSpinWait();
                }
            }
            return null;
        });
        SchemaMigrationsBuilder many = file.migrations();
        for (int i = 1; i <= 200; i++) {
            many.migration("" + i, "CREATE TABLE t" + i + " (id INT)");
        }
        List<String> begun = new ArrayList<>();
        many.listener(new MigrationListener() {
            @Override
            public void beforeStep(String set, MigrationId id, Direction direction) {
                begun.add(id.value());
            }
        });

        RunReport report = many.build().migrate();

        done.countDown();
        traffic.get();
        assertThat(report.done()).hasSize(200);
        assertThat(begun.size()).isEqualTo(200);
        assertThat(begun).doesNotHaveDuplicates();
    }

    @Test
    void applies_again_what_redo_took_back_although_an_application_writes_in_between() {
        file.execute("CREATE TABLE traffic (id INTEGER PRIMARY KEY)");
        SchemaMigrationsBuilder builder = file.migrations().migration("1", "CREATE TABLE shop (id INT)", "DROP TABLE shop")
                .migration("2", "CREATE TABLE item (id INT)", "DROP TABLE item");
        builder.build().migrate();

        RunReport report = builder.listener(new MigrationListener() {
            @Override
            public void afterStep(String set, StepReport step) {
                file.execute("INSERT INTO traffic DEFAULT VALUES");
            }
        }).build().redo();

        assertThat(report.done()).extracting(step -> step.direction() + " " + step.id()).containsExactly("DOWN 2", "UP 2");
        assertThat(file.tables()).contains("item");
    }
}
