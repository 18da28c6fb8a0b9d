package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.JavaProcess;
import io.quarkiverse.schema.migrations.databases.SqliteFile;

/**
 * A process that is killed at a random moment of its migrations, and the one that is started after it. As often as
 * {@code -Dkills} says, 5 times without; {@code -Dseed} repeats what {@code -Dkills} has found.
 */
@Timeout(3600)
class SqliteKillTest {

    private static final int KILLS = Integer.getInteger("kills", 5);

    @TempDir
    Path directory;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private List<String> undisturbed;
    private long duration;

    @BeforeEach
    void migrateUndisturbed() throws Exception {
        SqliteFile alone = new SqliteFile(directory.resolve("alone.db"), "");
        try (JavaProcess process = start(alone)) {
            long began = awaitFirstMigration(process);
            assertThat(process.exitCode()).isZero();
            duration = System.nanoTime() - began;
        }
        undisturbed = Shops.contents(alone);
    }

    private static JavaProcess start(SqliteFile file) throws IOException {
        return MigratingProcess.startWaiting(file, Shops.scripts(), DatabaseKind.SQLITE);
    }

    private static long awaitFirstMigration(JavaProcess process) throws IOException {
        process.awaitLine("ready");
        process.goOn();
        process.awaitLine("001_journal");
        return System.nanoTime();
    }

    @Test
    void leaves_nothing_that_the_next_start_does_not_set_right() throws Exception {
        int inTheMiddle = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            SqliteFile file = new SqliteFile(Files.createDirectory(directory.resolve("kill" + kill)).resolve("shops.db"), "");
            try (JavaProcess process = start(file)) {
                awaitFirstMigration(process);
                TimeUnit.NANOSECONDS.sleep((long) (duration * random.nextDouble()));
                process.kill();
            }
            int applied = applied(file);
            inTheMiddle += applied > 0 && applied < Shops.MIGRATIONS ? 1 : 0;

            file.migrations().directory(Shops.scripts(), "sqlite").build().migrate();

            assertThat(file.query("PRAGMA integrity_check")).as("kill %d of seed %d, after %d", kill, seed, applied)
                    .containsExactly("ok");
            assertThat(Shops.contents(file)).as("kill %d of seed %d, after %d", kill, seed, applied).isEqualTo(undisturbed);
        }
        System.getLogger(getClass().getName()).log(System.Logger.Level.INFO,
                inTheMiddle + " of " + KILLS + " kills came in the middle");
    }

    private static int applied(SqliteFile file) {
        return file.tables().contains("schema_migrations_history") ? file.count("schema_migrations_history") : 0;
    }
}
