package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.JavaProcess;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;

/**
 * Processes killed at a random moment inside 25 migrations on a server and started again, until one comes to the end. How many
 * times says the system property {@code kills}; a few in the ordinary build.
 */
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
@Timeout(3600)
class ClientKillTest {

    private static final Logger LOG = Logger.getLogger(ClientKillTest.class);
    private static final int KILLS = Integer.getInteger("kills", 3);
    private static final int KILLS_PER_DATABASE = 3;
    /** Longer than a migration takes. */
    private static final int LONGEST_DELAY = 50;
    private static final String HISTORY = "schema_migrations_history";

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path directory;

    private final Random random = new Random();
    private KillableScripts scripts;
    private ServerDatabase database;
    private List<String> undisturbed;

    @BeforeEach
    void migrateUndisturbed() throws Exception {
        scripts = KillableScripts.in(directory.resolve("scripts"), kind);
        database = kind.onServer();
        migrate();
        scripts.assertThatAllRanOnce(database);
        undisturbed = scripts.contents(database);
    }

    private void migrate() throws Exception {
        try (JavaProcess process = MigratingProcess.start(database, scripts.directory(), kind)) {
            assertThat(process.exitCode()).isZero();
        }
    }

    @Test
    void a_killed_process_leaves_nothing_wrong() throws Exception {
        int killed = 0;
        while (killed < KILLS) {
            database.tables().forEach(table -> database.execute("DROP TABLE " + table));
            for (int i = 0; i < KILLS_PER_DATABASE; i++) {
                killed += kill() ? 1 : 0;
            }
            migrate();
            scripts.assertThatAllRanOnce(database);
            assertThat(scripts.contents(database)).isEqualTo(undisturbed);
            LOG.infof("%s: %d of %d kills, nothing wrong", kind, killed, KILLS);
        }
    }

    /** Kills a process that is connected, or has begun some of the migrations that are left; tells whether it came in time. */
    private boolean kill() throws Exception {
        int left = scripts.count() - applied();
        try (JavaProcess process = startAndAwaitConnection()) {
            for (int begun = random.nextInt(left + 1); begun > 0; begun--) {
                process.output().readLine();
            }
            boolean ended = process.process().waitFor(random.nextInt(LONGEST_DELAY), TimeUnit.MILLISECONDS);
            process.kill();
            return !ended;
        }
    }

    private int applied() {
        return database.tables().contains(HISTORY) ? database.count(HISTORY + " WHERE state = 'applied'") : 0;
    }

    /** It takes a process a while to get there, and a kill before proves nothing. */
    private JavaProcess startAndAwaitConnection() throws IOException, InterruptedException {
        JavaProcess process = MigratingProcess.start(database, scripts.directory(), kind);
        while (process.process().isAlive() && database.query(kind == DatabaseKind.POSTGRESQL
                ? "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                : "SELECT 1 FROM information_schema.processlist WHERE db = database() AND id <> connection_id()").isEmpty()) {
            Thread.sleep(10);
        }
        return process;
    }
}
