package io.quarkiverse.schema.migrations.benchmarks;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.quarkiverse.schema.migrations.servers.Database;

/** Sixteen replicas that start at once and find everything pending. */
final class TogetherBenchmark {

    private static final int STARTERS = 16;
    private static final int SCRIPTS = 100;

    private final Settings settings;
    private final Results results;

    TogetherBenchmark(Settings settings, Results results) {
        this.settings = settings;
        this.results = results;
    }

    void run(ApplicationBuilder builder, TestedServer server) {
        String work = "%s, %d starters at once, %d scripts".formatted(server.title(), STARTERS, SCRIPTS);
        List<BuiltApplication> applications = settings.variants().stream().map(variant -> builder.build(variant,
                server, Scripts.generated(SCRIPTS), variant.folder() + "-together")).toList();
        for (int round = 0; round < Math.min(settings.rounds(), 3); round++) {
            for (BuiltApplication application : applications) {
                run(application, server, work);
            }
        }
    }

    private void run(BuiltApplication application, TestedServer server, String work) {
        Database database = server.empty("bench_together");
        ExecutorService starters = Executors.newFixedThreadPool(STARTERS);
        long began = System.nanoTime();
        // small and quick to start: they share the machine
        List<CompletableFuture<Start.Cost>> starts = IntStream.range(0, STARTERS).mapToObj(i -> CompletableFuture.supplyAsync(
                () -> Start.of(application, database, "-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC").run(),
                starters)).toList();
        long succeeded = starts.stream().filter(TogetherBenchmark::succeeds).count();
        results.add(Metric.WALL, work, application.variant().title(), (System.nanoTime() - began) / 1e6);
        results.add(Metric.STARTED, work, application.variant().title(), succeeded);
        application.variant().history().filter(table -> TestedServer.hasTable(database, table))
                .ifPresent(table -> results.add(Metric.APPLIED, work, application.variant().title(),
                        TestedServer.count(database, table)));
        starters.shutdown();
    }

    private static boolean succeeds(CompletableFuture<Start.Cost> start) {
        try {
            start.join();
            return true;
        } catch (CompletionException e) {
            // it is counted, and that is all there is to do about it
            return false;
        }
    }
}
