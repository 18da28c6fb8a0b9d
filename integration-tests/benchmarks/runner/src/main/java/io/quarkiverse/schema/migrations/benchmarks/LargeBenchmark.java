package io.quarkiverse.schema.migrations.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.servers.Database;

/** One large script in little memory, beside the shell. */
final class LargeBenchmark {

    private static final String LITTLE_MEMORY = "-Xmx128m";
    private static final String ONE_SCRIPT = ", one script of ";

    private final Settings settings;
    private final Results results;
    private final LargeScript script;
    private final Path folder;

    /**
     * @param folder for what is needed for a while
     */
    LargeBenchmark(Settings settings, Results results, Path folder) {
        this.settings = settings;
        this.results = results;
        this.script = new LargeScript(settings.largeMegabytes());
        this.folder = folder;
    }

    /** Whether this is what a row of the results is about. */
    static boolean isIts(String work) {
        return work.contains(ONE_SCRIPT);
    }

    void run(ApplicationBuilder builder, TestedServer server) {
        String work = "%s%s%d MB, %s".formatted(server.title(), ONE_SCRIPT, settings.largeMegabytes(), LITTLE_MEMORY);
        Path file = script.write(folder.resolve("large"));
        Optional<Shell> shell = Shell.of(server);
        List<BuiltApplication> applications = List.of(Variant.NONE, Variant.SCHEMA_MIGRATIONS).stream()
                .map(variant -> builder.build(variant, server, this::copy, variant.folder() + "-large")).toList();
        for (int round = 0; round < Math.min(settings.rounds(), 3); round++) {
            for (BuiltApplication application : applications) {
                Database database = server.empty("bench_large");
                results.add(work, application.variant().title(), Start.of(application, database, LITTLE_MEMORY).run());
            }
            shell.ifPresent(program -> results.add(Metric.WALL, work, Shell.PARTICIPANT,
                    program.run(server, server.empty("bench_large"), List.of(file)).toNanos() / 1e6));
        }
    }

    private void copy(Variant variant, Path classes) throws IOException {
        Path location = Files.createDirectories(classes.resolve(variant.location()));
        Files.copy(script.write(folder.resolve("large")), location.resolve(LargeScript.FILE));
    }
}
