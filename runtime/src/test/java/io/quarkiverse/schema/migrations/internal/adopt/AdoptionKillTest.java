package io.quarkiverse.schema.migrations.internal.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.JavaProcess;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.servers.Database;

/**
 * A process that is killed at a random moment of an adoption leaves nothing, or all. As often as {@code -Dkills} says, 3 times
 * without; {@code -Dseed} repeats what {@code -Dkills} has found.
 */
@ParameterizedClass
@EnumSource
@Timeout(3600)
class AdoptionKillTest {

    private static final int KILLS = Integer.getInteger("kills", 3);
    private static final String HISTORY = "schema_migrations_history";

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path directory;

    private TestDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = kind.empty(directory);
    }

    private JavaProcess start() throws IOException {
        Database address = database.address();
        JavaProcess process = JavaProcess.start(AdoptingProcess.class, address.url(), address.user(), address.password());
        process.awaitLine("ready");
        process.goOn();
        process.awaitLine("begun");
        return process;
    }

    private long undisturbed() throws Exception {
        try (JavaProcess process = start()) {
            long began = System.nanoTime();
            assertThat(process.exitCode()).isZero();
            return System.nanoTime() - began;
        }
    }

    private int adopted() {
        return database.tables().contains(HISTORY) ? database.count(HISTORY) : 0;
    }

    @Test
    void a_process_that_is_killed_leaves_nothing_or_all() throws Exception {
        database.execute("CREATE TABLE __switchy_migrations (name VARCHAR(20) NOT NULL, run_on VARCHAR(30) NOT NULL)",
                IntStream.rangeClosed(1, AdoptingProcess.MIGRATIONS).mapToObj(i -> "('" + i + "', '2023-12-01 10:20:30')")
                        .collect(Collectors.joining(", ", "INSERT INTO __switchy_migrations VALUES ", "")));
        long duration = undisturbed();
        assertThat(adopted()).isEqualTo(AdoptingProcess.MIGRATIONS);
        for (int kill = 0; kill < KILLS; kill++) {
            database.execute("DROP TABLE " + HISTORY);
            try (JavaProcess process = start()) {
                TimeUnit.NANOSECONDS.sleep((long) (duration * random.nextDouble()));
                process.kill();
            }

            assertThat(adopted()).as("kill %d of seed %d", kill, seed).isIn(0, AdoptingProcess.MIGRATIONS);
            AdoptingProcess.migrations(database.dataSource()).adopt(Adoption.switchy());
            assertThat(adopted()).as("kill %d of seed %d", kill, seed).isEqualTo(AdoptingProcess.MIGRATIONS);
        }
    }
}
