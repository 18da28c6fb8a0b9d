package io.quarkiverse.schema.migrations.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.benchmarks.Settings.Pending;

/** The engine by itself on SQLite, beside Flyway's by itself and the shell. */
final class SqliteBenchmark {

    private static final List<Variant> ENGINES = List.of(Variant.NONE, Variant.SCHEMA_MIGRATIONS, Variant.FLYWAY);

    private final Settings settings;
    private final Results results;
    private final Path folder;

    /**
     * @param folder for what is needed for a while
     */
    SqliteBenchmark(Settings settings, Results results, Path folder) {
        this.settings = settings;
        this.results = results;
        this.folder = folder;
    }

    void run(int size) throws IOException {
        List<GeneratedScript> scripts = GeneratedScript.first(size);
        Path scriptFolder = folder.resolve("scripts-" + size);
        GeneratedScript.write(scripts, scriptFolder);
        List<Path> files = scripts.stream().map(script -> scriptFolder.resolve(script.file())).toList();
        for (int round = 0; round < Math.min(settings.rounds(), size < 10_000 ? 5 : 1); round++) {
            for (Variant engine : ENGINES) {
                Path database = folder.resolve(engine.folder() + ".db");
                Files.deleteIfExists(database);
                for (Pending pending : List.of(Pending.ALL, Pending.NOTHING)) {
                    results.add(work(size, pending), engine.title(), Start.of(SqliteMain.class, List.of(), engine.folder(),
                            database.toString(), scriptFolder.toString()).run());
                }
            }
            Optional<Shell> shell = Shell.any("sqlite3");
            Path database = folder.resolve("shell.db");
            Files.deleteIfExists(database);
            shell.ifPresent(program -> results.add(Metric.WALL, work(size, Pending.ALL), Shell.PARTICIPANT,
                    program.run(database, files).toNanos() / 1e6));
        }
    }

    private static String work(int size, Pending pending) {
        return "SQLite, engine alone, %d scripts, %s pending".formatted(size, pending.name().toLowerCase());
    }
}
