package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.databases.Servers;

/**
 * Processes killed at a random moment inside 25 migrations and started again, until one comes to the end. How many times
 * says the system property {@code kills}; a few in the ordinary build.
 */
class PostgresqlKillTest {

    private static final Logger LOG = Logger.getLogger(PostgresqlKillTest.class);
    private static final int KILLS = Integer.getInteger("kills", 6);

    @TempDir
    Path directory;

    @Test
    void a_killed_process_leaves_nothing_wrong() throws Exception {
        Random random = new Random();
        int killed = 0;
        while (killed < KILLS) {
            killed += migrateWithKills(random);
            LOG.infof("%d of %d kills, nothing wrong", killed, KILLS);
        }
    }

    /** Migrates one database; each process but the last is killed. */
    private int migrateWithKills(Random random) throws Exception {
        ServerDatabase database = Servers.postgresql();
        Path scripts = scripts(directory.resolve(database.name()));
        Path log = directory.resolve(database.name() + ".log");
        int killed = 0;
        for (int attempt = 0; attempt < 3; attempt++) {
            Process process = MigrateProcess.start(database, scripts, "postgresql", log);
            awaitConnection(database, process);
            if (!process.waitFor(random.nextInt(700), TimeUnit.MILLISECONDS)) {
                killed++;
            }
            process.destroyForcibly().waitFor();
        }
        int exit = MigrateProcess.start(database, scripts, "postgresql", log).waitFor();
        assertThat(exit).as(Files.readString(log)).isZero();
        assertThatAllRanOnce(database);
        return killed;
    }

    /** It takes a process a while to get there, and a kill before proves nothing. */
    private static void awaitConnection(ServerDatabase database, Process process) throws InterruptedException {
        while (process.isAlive() && database.query("SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid()").isEmpty()) {
            Thread.sleep(10);
        }
    }

    static Path scripts(Path directory) throws IOException {
        Files.createDirectory(directory);
        Files.writeString(directory.resolve("000.sql"), "CREATE TABLE ran (id int, part int)");
        for (int i = 1; i < 25; i++) {
            String script = i % 2 == 0 ? "" : "-- schema-migrations: transaction=none\n";
            script += """
                    CREATE TABLE t%1$d (a int);
                    INSERT INTO ran VALUES (%1$d, 1);
                    ALTER TABLE t%1$d ADD b int;
                    SELECT pg_sleep(0.01);
                    COPY ran FROM stdin;
                    %1$d\t2
                    \\.
                    CREATE INDEX i%1$d ON t%1$d (a);
                    INSERT INTO ran VALUES (%1$d, 3);
                    """.formatted(i);
            Files.writeString(directory.resolve("%03d.sql".formatted(i)), script);
        }
        return directory;
    }

    static void assertThatAllRanOnce(ServerDatabase database) {
        assertThat(database.query("SELECT count(*) || ' ' || count(DISTINCT (id, part)) FROM ran")).isEqualTo(List.of("72 72"));
        assertThat(database.query("SELECT count(*) FROM schema_migrations_history WHERE state = 'applied'"))
                .containsExactly("25");
        assertThat(database.query("SELECT count(*) FROM pg_indexes WHERE indexname ~ '^i[0-9]+$'")).containsExactly("24");
    }
}
