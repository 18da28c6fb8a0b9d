package io.quarkiverse.schema.migrations.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.quarkiverse.schema.migrations.benchmarks.Settings.Pending;
import io.quarkiverse.schema.migrations.servers.CountingProxy;
import io.quarkiverse.schema.migrations.servers.Database;

/** The applications with so many scripts on one server: built, then started in turns. */
final class StartBenchmark {

    private static final int BUILDS = 3;

    private final Settings settings;
    private final Results results;
    private final TestedServer server;
    private final int size;
    private final Path folder;
    private final Map<Variant, BuiltApplication> applications = new EnumMap<>(Variant.class);
    private final Map<Variant, Database> databases = new EnumMap<>(Variant.class);

    /**
     * @param size how many scripts
     * @param folder for what is needed for a while
     */
    StartBenchmark(Settings settings, Results results, TestedServer server, int size, Path folder) {
        this.settings = settings;
        this.results = results;
        this.server = server;
        this.size = size;
        this.folder = folder;
    }

    void run(ApplicationBuilder builder) {
        build(Variant.NONE, builder); // the first of all pays for the builder's own start
        for (int round = 0; round < Math.min(settings.rounds(), BUILDS); round++) {
            for (Variant variant : settings.variants()) {
                BuiltApplication application = build(variant, builder);
                String work = server.title() + ", " + size + " scripts";
                results.add(Metric.BUILD, work, variant.title(), application.buildTime().toMillis());
                results.add(Metric.SIZE, work, variant.title(), application.size() / 1e3);
                applications.put(variant, application);
            }
        }
        for (Pending pending : settings.pending()) {
            for (Duration delay : settings.delays()) {
                takeTurns(new Work(server, size, pending, delay));
            }
            settings.variants().forEach(variant -> count(new Work(server, size, pending, Duration.ZERO), variant));
        }
    }

    private BuiltApplication build(Variant variant, ApplicationBuilder builder) {
        return builder.build(variant, server, Scripts.generated(size), variant.folder() + "-" + server.kind() + "-" + size);
    }

    private void takeTurns(Work work) {
        Optional<Shell> shell = work.pending() == Pending.ALL ? Shell.of(server) : Optional.empty();
        for (int round = 0; round < settings.rounds(work); round++) {
            for (Variant variant : settings.variants()) {
                Database database = prepared(work, variant);
                try (Way way = Way.to(database, work.delay())) {
                    results.add(work, variant.title(), Start.of(applications.get(variant), way.database()).run());
                }
            }
            shell.ifPresent(program -> run(program, work));
        }
    }

    private void run(Shell shell, Work work) {
        try (Way way = Way.to(server.empty("bench_shell"), work.delay())) {
            results.add(Metric.WALL, work, Shell.PARTICIPANT, shell.run(server, way.database(), files()).toNanos() / 1e6);
        }
        if (server == TestedServer.POSTGRESQL) {
            try (Way way = Way.to(server.empty("bench_shell"), work.delay())) {
                results.add(Metric.WALL, work, Shell.REMEMBERING,
                        shell.runRemembering(way.database(), files()).toNanos() / 1e6);
            }
        }
    }

    private List<Path> files() {
        List<GeneratedScript> scripts = GeneratedScript.first(size);
        Path scriptsFolder = folder.resolve("scripts-" + size);
        GeneratedScript.write(scripts, scriptsFolder);
        return scripts.stream().map(script -> scriptsFolder.resolve(script.file())).toList();
    }

    /** Once, because this does not vary; the classes are logged, so time does not count. */
    private void count(Work work, Variant variant) {
        Path classes = folder.resolve("classes.txt");
        try (CountingProxy proxy = CountingProxy.to(prepared(work, variant), Duration.ZERO)) {
            Start.of(applications.get(variant), proxy.database(), "-Xlog:class+load:file=" + classes).run();
            CountingProxy.Count count = proxy.count();
            results.add(Metric.STATEMENTS, work, variant.title(), count.statements());
            results.add(Metric.ROUND_TRIPS, work, variant.title(), count.roundTrips());
            results.add(Metric.CONNECTIONS, work, variant.title(), count.connections());
            results.add(Metric.CLASSES, work, variant.title(), lines(classes));
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Database prepared(Work work, Variant variant) {
        if (work.pending() == Pending.ALL || !databases.containsKey(variant)) {
            databases.put(variant, server.empty("bench_" + variant.name().toLowerCase()));
        }
        Database database = databases.get(variant);
        if (work.pending() != Pending.ALL && variant.history().isPresent()) {
            migrate(variant, database);
            if (work.pending() == Pending.ONE) {
                takeLastBack(variant, database);
            }
        }
        return database;
    }

    /** Does nothing when that was done before. */
    private void migrate(Variant variant, Database database) {
        if (!TestedServer.hasTable(database, variant.history().orElseThrow())) {
            Start.of(applications.get(variant), database).run();
        }
    }

    private void takeLastBack(Variant variant, Database database) {
        GeneratedScript last = new GeneratedScript(size);
        List<String> statements = new ArrayList<>(last.reverse());
        statements.addAll(variant.forget(last));
        TestedServer.execute(database, statements);
    }
}
