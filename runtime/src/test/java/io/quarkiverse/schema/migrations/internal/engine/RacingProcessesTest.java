package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.schema.migrations.databases.JavaProcess;
import io.quarkiverse.schema.migrations.databases.SqliteFile;

/** Processes that start at once on one SQLite file. */
@Timeout(300)
class RacingProcessesTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.quarkiverse.schema.migrations.internal.engine.Starters#processes")
    void apply_every_migration_exactly_once_and_all_succeed(int starters) throws Exception {
        SqliteFile alone = new SqliteFile(directory.resolve("alone.db"), "");
        alone.migrations().directory(Shops.scripts(), "sqlite").build().migrate();
        SqliteFile shared = new SqliteFile(directory.resolve("shared.db"), "");

        List<String> begun = race(starters, shared, Shops.scripts());

        assertThat(begun).hasSize(Shops.MIGRATIONS).doesNotHaveDuplicates();
        assertThat(Shops.contents(shared)).isEqualTo(Shops.contents(alone));
        assertThat(shared.query("PRAGMA integrity_check")).containsExactly("ok");
        assertThat(shared.query("SELECT max(attempts) FROM schema_migrations_history")).containsExactly("1");
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.schema.migrations.internal.engine.Starters#processes")
    void make_the_history_table_once(int starters) throws Exception {
        Path scripts = Files.createDirectory(directory.resolve("scripts"));
        Files.writeString(scripts.resolve("1.sql"), "");
        SqliteFile shared = new SqliteFile(directory.resolve("shared.db"), "");

        assertThat(race(starters, shared, scripts)).containsExactly("1");
        assertThat(shared.tables()).containsExactly("schema_migrations_history");
    }

    /** The ids of the migrations that the processes have begun. */
    private static List<String> race(int count, SqliteFile file, Path scripts) throws Exception {
        List<JavaProcess> processes = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                processes.add(JavaProcess.start(MigratingProcess.class, file.file().toString(), scripts.toString(), "wait"));
            }
            for (JavaProcess starter : processes) {
                starter.awaitLine("ready");
            }
            for (JavaProcess starter : processes) {
                starter.goOn();
            }
            List<String> begun = new ArrayList<>();
            for (JavaProcess starter : processes) {
                assertThat(starter.exitCode()).isZero();
                starter.output().lines().forEach(begun::add);
            }
            return begun;
        } finally {
            processes.forEach(JavaProcess::close);
        }
    }
}
