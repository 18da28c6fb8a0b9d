package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;

/**
 * Processes killed at a random moment inside 25 migrations and started again, until one comes to the end. How many times
 * says the system property {@code kills}; a few in the ordinary build.
 */
@ParameterizedClass
@EnumSource(names = { "MYSQL", "MARIADB" })
class MysqlKillTest {

    private static final Logger LOG = Logger.getLogger(MysqlKillTest.class);
    private static final int KILLS = Integer.getInteger("kills", 4);
    private static final int LONGEST = Integer.getInteger("kills.within", 900);

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path directory;

    private int count;

    private ServerDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = kind.onServer();
    }

    @Test
    void a_killed_process_leaves_nothing_wrong() throws Exception {
        Random random = new Random();
        int killed = 0;
        while (killed < KILLS) {
            killed += migrateWithKills(random);
            LOG.infof("%d of %d kills, nothing wrong", killed, KILLS);
            database.tables().forEach(table -> database.execute("DROP TABLE " + table));
        }
    }

    /** Migrates the database; each process but the last is killed. */
    private int migrateWithKills(Random random) throws Exception {
        Path scripts = KillableScripts.in(directory.resolve("scripts" + count++));
        Path log = scripts.resolveSibling("log" + count);
        int killed = 0;
        for (int attempt = 0; attempt < 3; attempt++) {
            Process process = MigrateProcess.start(database, scripts, "mysql", log);
            awaitConnection(process);
            if (!process.waitFor(random.nextInt(LONGEST), TimeUnit.MILLISECONDS)) {
                killed++;
            }
            process.destroyForcibly().waitFor();
        }
        int exit = MigrateProcess.start(database, scripts, "mysql", log).waitFor();
        assertThat(exit).as(Files.readString(log)).isZero();
        KillableScripts.assertThatAllRanOnce(database);
        return killed;
    }

    /** It takes a process a while to get there, and a kill before proves nothing. */
    private void awaitConnection(Process process) throws InterruptedException {
        while (process.isAlive() && database.query("SELECT 1 FROM information_schema.processlist WHERE db = database()"
                + " AND id <> connection_id()").isEmpty()) {
            Thread.sleep(10);
        }
    }
}
