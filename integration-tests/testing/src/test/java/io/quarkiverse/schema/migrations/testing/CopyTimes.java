package io.quarkiverse.schema.migrations.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;

import org.jboss.logging.Logger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;

/**
 * Measures what a copy of a template saves: a hundred migrations that make 34 tables, on each database. Run on demand, with
 * {@code -Dtest=CopyTimes}; the manual has the figures.
 */
class CopyTimes {

    private static final Logger LOG = Logger.getLogger(CopyTimes.class);
    private static final int MIGRATIONS = 100;
    private static final int ROUNDS = 7;

    @ParameterizedTest
    @EnumSource(On.class)
    void a_copy_is_made_faster_than_migrating_anew(On database) {
        MigrationsUnderTest migrations = database.the(MigrationsUnderTest.from(CopyTimes::hundred));
        try (TestDatabases databases = migrations.open()) {
            databases.migrated().close();
            long copied = median(databases::migrated);
            long migrated = median(() -> {
                TestDatabase anew = databases.empty();
                anew.migrate();
                return anew;
            });
            LOG.infof("%s: copied in %d ms, migrated anew in %d ms, %.1f times as long", database, copied, migrated,
                    (double) migrated / copied);
            assertThat(migrated).isPositive();
        }
    }

    private static void hundred(SchemaMigrationsBuilder builder) {
        for (int n = 0; n < MIGRATIONS; n++) {
            String table = "t" + n / 3;
            builder.migration(n + "_step", switch (n % 3) {
                case 0 -> "CREATE TABLE " + table + " (id INTEGER PRIMARY KEY, name VARCHAR(40) NOT NULL);\n"
                        + "CREATE INDEX " + table + "_by_name ON " + table + " (name);";
                case 1 -> "INSERT INTO " + table + " (id, name) VALUES (1, 'one'), (2, 'two'), (3, 'three'), (4, 'four');";
                default -> "ALTER TABLE " + table + " ADD COLUMN extra INTEGER;\nUPDATE " + table + " SET extra = id;";
            });
        }
    }

    private static long median(Supplier<TestDatabase> maker) {
        long[] times = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            TestDatabase made = maker.get();
            times[round] = Duration.ofNanos(System.nanoTime() - begin).toMillis();
            made.close();
        }
        Arrays.sort(times);
        return times[ROUNDS / 2];
    }
}
