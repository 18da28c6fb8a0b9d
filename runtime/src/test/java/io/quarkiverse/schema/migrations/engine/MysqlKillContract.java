package io.quarkiverse.schema.migrations.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes killed at a random moment inside 25 migrations and started again, until one comes to the end. How many times
 * says the system property {@code kills}; a few in the ordinary build.
 */
abstract class MysqlKillContract {

    private static final int KILLS = Integer.getInteger("kills", 4);
    private static final int LONGEST = Integer.getInteger("kills.within", 900);

    @TempDir
    Path directory;

    private int count;

    abstract ServerDatabase database();

    @Test
    void a_killed_process_leaves_nothing_wrong() throws Exception {
        Random random = new Random();
        int killed = 0;
        while (killed < KILLS) {
            killed += migrateWithKills(random);
            database().tables().forEach(table -> database().execute("DROP TABLE " + table));
        }
    }

    /** Migrates the database; each process but the last is killed. */
    private int migrateWithKills(Random random) throws Exception {
        Path scripts = scripts(directory.resolve("scripts" + count++));
        Path log = scripts.resolveSibling("log" + count);
        int killed = 0;
        for (int attempt = 0; attempt < 3; attempt++) {
            Process process = MigrateProcess.start(database(), scripts, "mysql", log);
            awaitConnection(process);
            if (!process.waitFor(random.nextInt(LONGEST), TimeUnit.MILLISECONDS)) {
                killed++;
            }
            process.destroyForcibly().waitFor();
        }
        int exit = MigrateProcess.start(database(), scripts, "mysql", log).waitFor();
        assertThat(exit).as(Files.readString(log)).isZero();
        assertThatAllRanOnce();
        return killed;
    }

    /** It takes a process a while to get there, and a kill before proves nothing. */
    private void awaitConnection(Process process) throws InterruptedException {
        while (process.isAlive() && database().query("SELECT 1 FROM information_schema.processlist WHERE db = database()"
                + " AND id <> connection_id()").isEmpty()) {
            Thread.sleep(10);
        }
    }

    private static Path scripts(Path directory) throws IOException {
        Files.createDirectory(directory);
        Files.writeString(directory.resolve("000.sql"), "CREATE TABLE ran (id INT, part INT)");
        for (int i = 1; i < 25; i++) {
            Files.writeString(directory.resolve("%03d.sql".formatted(i)), """
                    CREATE TABLE t%1$d (a INT);
                    INSERT INTO ran VALUES (%1$d, 1);
                    ALTER TABLE t%1$d ADD UNIQUE (a);
                    DO SLEEP(0.01);
                    LOCK TABLES ran WRITE;
                    INSERT INTO ran VALUES (%1$d, 2);
                    UNLOCK TABLES;
                    START TRANSACTION;
                    INSERT INTO ran VALUES (%1$d, 3);
                    INSERT INTO ran VALUES (%1$d, 4);
                    COMMIT;
                    """.formatted(i));
        }
        return directory;
    }

    private void assertThatAllRanOnce() {
        assertThat(database().query("SELECT CONCAT(COUNT(*), ' ', COUNT(DISTINCT id, part)) FROM ran"))
                .isEqualTo(List.of("96 96"));
        assertThat(database().query("SELECT COUNT(*) FROM schema_migrations_history WHERE state = 'applied'"))
                .containsExactly("25");
        assertThat(database().query("SELECT COUNT(*) FROM information_schema.statistics WHERE table_schema = database()"
                + " AND table_name LIKE 't%' AND index_name LIKE 'a%'")).containsExactly("24");
    }
}
