package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.JavaProcess;
import io.quarkiverse.schema.migrations.databases.SqliteFile;
import io.quarkiverse.schema.migrations.databases.TestDatabase;

/**
 * Processes that start at once on one database: as many as {@code -Dstarters} lists, 3 without, and as often as {@code -Draces}
 * says, once without. {@code -Dseed} repeats at which migration a process is killed.
 */
@ParameterizedClass
@EnumSource
@Timeout(7200)
class RacingProcessesTest {

    private static final Logger LOG = Logger.getLogger(RacingProcessesTest.class);
    private static final List<Integer> STARTERS = Stream.of(System.getProperty("starters", "3").split(","))
            .map(Integer::valueOf).toList();
    private static final int RACES = Integer.getInteger("races", 1);
    /** Longer than a migration takes. */
    private static final int LONGEST_DELAY = 50;
    private static final String HISTORY = "schema_migrations_history";

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path directory;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private TestDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = kind.empty(directory);
    }

    /** The database, empty again. */
    private TestDatabase emptied() throws IOException {
        if (kind == DatabaseKind.SQLITE) {
            SqliteFile file = SqliteFile.in(Files.createTempDirectory(directory, "race"));
            Files.createFile(file.file()); // by the driver, it might be deleted while others have it open
            database = file;
        } else {
            database.tables().forEach(table -> database.execute("DROP TABLE " + table));
        }
        return database;
    }

    private List<String> contentsAfterOneRun(KillableScripts scripts) {
        database.migrations().directory(scripts.directory(), kind.key()).build().migrate();
        return scripts.contents(database);
    }

    @ParameterizedTest
    @FieldSource("STARTERS")
    void apply_every_migration_exactly_once_in_one_history_and_all_succeed(int starters) throws Exception {
        KillableScripts scripts = KillableScripts.in(directory.resolve("scripts"), kind);
        List<String> alone = contentsAfterOneRun(scripts);
        for (int i = 1; i <= RACES; i++) {
            try (Race race = new Race(starters, emptied(), scripts.directory(), kind)) {
                race.start(starters);
                race.awaitEnd();
                assertThat(race.exitCodes()).containsOnly(0);
                assertThat(race.begun()).hasSize(scripts.count()).doesNotHaveDuplicates();
            }
            assertThat(scripts.contents(database)).isEqualTo(alone);
            assertThat(database.tables()).filteredOn(table -> table.startsWith(HISTORY)).containsExactly(HISTORY);
            assertThat(database.query("SELECT max(attempts) FROM " + HISTORY)).containsExactly("1");
            LOG.infof("%s: %d of %d races of %d processes, nothing wrong", kind, i, RACES, starters);
        }
    }

    @Test
    void go_on_when_one_is_killed_while_others_start() throws Exception {
        KillableScripts scripts = KillableScripts.in(directory.resolve("scripts"), kind);
        List<String> alone = contentsAfterOneRun(scripts);
        int most = Collections.max(STARTERS);
        int inTheMiddle = 0;
        for (int i = 1; i <= RACES; i++) {
            try (Race race = new Race(most, emptied(), scripts.directory(), kind)) {
                race.start(most / 2);
                JavaProcess victim = race.awaitBegun(1 + random.nextInt(scripts.count()));
                race.start(most - most / 2);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_DELAY));
                victim.kill();
                race.awaitEnd();
                inTheMiddle += victim.exitCode() == 0 ? 0 : 1;
                assertThat(race.exitCodes(victim)).as("race %d of seed %d", i, seed).containsOnly(0);
                assertThat(Set.copyOf(race.begun())).hasSize(scripts.count());
                assertThat(race.begun()).as("race %d of seed %d", i, seed).hasSizeBetween(scripts.count(),
                        scripts.count() + 1);
            }
            assertThat(scripts.contents(database)).as("race %d of seed %d", i, seed).isEqualTo(alone);
            LOG.infof("%s: %d of %d races with a kill, %d in the middle, nothing wrong", kind, i, RACES, inTheMiddle);
        }
    }

    /** Processes that are ready to begin, and what they print. */
    private static final class Race implements AutoCloseable {

        private static final int PATIENCE_MINUTES = 5;

        private record Begun(JavaProcess process, String id) {
        }

        private final List<JavaProcess> waiting = new ArrayList<>();
        private final List<JavaProcess> started = new ArrayList<>();
        private final ExecutorService readers = Executors.newCachedThreadPool();
        private final BlockingQueue<Begun> news = new LinkedBlockingQueue<>();
        private final List<String> begun = new ArrayList<>();

        Race(int count, TestDatabase database, Path scripts, DatabaseKind kind) throws IOException {
            for (int i = 0; i < count; i++) {
                waiting.add(MigratingProcess.startWaiting(database, scripts, kind));
            }
        }

        /** Has some of those begin that wait, once all are ready. */
        void start(int count) throws IOException {
            if (started.isEmpty()) {
                for (JavaProcess process : waiting) {
                    process.awaitLine("ready");
                }
            }
            List<JavaProcess> next = waiting.subList(0, count);
            for (JavaProcess process : next) {
                process.goOn();
            }
            next.forEach(process -> readers.submit(() -> read(process)));
            started.addAll(next);
            next.clear();
        }

        private void read(JavaProcess process) {
            process.output().lines().forEach(id -> news.add(new Begun(process, id)));
        }

        /** The process that begins the migration of this number, counted among all of them. */
        JavaProcess awaitBegun(int number) throws InterruptedException {
            Begun last = null;
            while (begun.size() < number) {
                last = news.poll(PATIENCE_MINUTES, TimeUnit.MINUTES);
                assertThat(last).isNotNull();
                begun.add(last.id());
            }
            return last.process();
        }

        void awaitEnd() throws InterruptedException {
            readers.shutdown();
            assertThat(readers.awaitTermination(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
            news.forEach(last -> begun.add(last.id()));
        }

        List<String> begun() {
            return begun;
        }

        /** Those of all processes but some. */
        List<Integer> exitCodes(JavaProcess... others) throws InterruptedException {
            List<Integer> codes = new ArrayList<>();
            for (JavaProcess process : started) {
                if (!List.of(others).contains(process)) {
                    codes.add(process.exitCode());
                }
            }
            return codes;
        }

        @Override
        public void close() {
            waiting.forEach(JavaProcess::close);
            started.forEach(JavaProcess::close);
            readers.shutdownNow();
        }
    }
}
