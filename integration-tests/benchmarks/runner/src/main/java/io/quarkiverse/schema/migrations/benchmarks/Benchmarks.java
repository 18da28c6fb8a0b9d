package io.quarkiverse.schema.migrations.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.quarkiverse.schema.migrations.benchmarks.Settings.Part;

/** Measures what it is asked to, and leaves tables for the manual and every single value. */
public final class Benchmarks {

    private Benchmarks() {
    }

    /**
     * @param args the folder of this module
     */
    public static void main(String[] args) throws IOException {
        Path module = Path.of(args[0]);
        Path target = Files.createDirectories(module.resolve("target/benchmarks"));
        Settings settings = Settings.ofProperties();
        Results results = new Results();
        try {
            ApplicationBuilder builder = new ApplicationBuilder(module.resolveSibling("applications"), target);
            for (TestedServer server : settings.databases()) {
                onServer(server, settings, results, builder, target);
            }
            if (settings.parts().contains(Part.SQLITE)) {
                for (int size : settings.sizes()) {
                    new SqliteBenchmark(settings, results, target).run(size);
                }
            }
            if (settings.parts().contains(Part.MICRO)) {
                MicroBenchmark.run(results);
            }
        } finally {
            // of a run that was cut short, what there is
            Files.writeString(target.resolve("results.csv"), results.csv());
            Files.writeString(target.resolve("results.adoc"), new Goals(results).table() + new Tables(results).all());
        }
    }

    private static void onServer(TestedServer server, Settings settings, Results results, ApplicationBuilder builder,
            Path target) {
        if (Shell.of(server).isEmpty()) {
            System.out.println("There is no shell of " + server.title() + ": nothing can be measured against it");
        }
        if (settings.parts().contains(Part.START)) {
            for (int size : settings.sizes()) {
                new StartBenchmark(settings, results, server, size, target).run(builder);
            }
        }
        if (settings.parts().contains(Part.LARGE)) {
            new LargeBenchmark(settings, results, target).run(builder, server);
        }
        if (settings.parts().contains(Part.TOGETHER)) {
            new TogetherBenchmark(settings, results).run(builder, server);
        }
    }
}
