package io.quarkiverse.schema.migrations.benchmarks;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.internal.plan.Plan;
import io.quarkiverse.schema.migrations.internal.plan.Planner;
import io.quarkiverse.schema.migrations.internal.script.ScriptReader;
import io.quarkiverse.schema.migrations.internal.script.Syntax;
import io.quarkiverse.schema.migrations.internal.source.InMemoryMigration;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Migration;

/** Pieces of the engine by themselves. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class MicroBenchmark {

    private static final int BYTES_PER_MEGABYTE = 1_000_000;

    static void run(Results results) {
        try {
            for (RunResult result : new Runner(new OptionsBuilder().include(MicroBenchmark.class.getName()).forks(1)
                    .warmupIterations(3).warmupTime(TimeValue.seconds(2)).measurementIterations(5)
                    .measurementTime(TimeValue.seconds(2)).build()).run()) {
                add(result, results);
            }
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(RunResult result, Results results) {
        double rate = result.getPrimaryResult().getScore();
        String label = result.getPrimaryResult().getLabel();
        if (label.equals("splitter")) {
            String megabytes = result.getParams().getParam("megabytes");
            results.add(Metric.THROUGHPUT, "splitter, %s MB in the syntax %s".formatted(megabytes,
                    result.getParams().getParam("syntax")), Variant.SCHEMA_MIGRATIONS.title(),
                    rate * Double.parseDouble(megabytes));
        } else {
            results.add(Metric.PIECE, label + ", " + result.getParams().getParam("migrations") + " migrations",
                    Variant.SCHEMA_MIGRATIONS.title(), TimeUnit.SECONDS.toMillis(1) / rate);
        }
    }

    /** Text to cut. */
    @State(Scope.Benchmark)
    public static class Text {

        @Param({ "0.01", "1", "10" })
        public double megabytes;

        @Param({ "POSTGRESQL", "MYSQL", "SQLITE" })
        public Syntax syntax;

        String text;

        /** Generated scripts, one after the other. */
        @Setup(Level.Trial)
        public void generate() {
            StringBuilder all = new StringBuilder();
            for (int number = 1; all.length() < megabytes * BYTES_PER_MEGABYTE; number++) {
                all.append(new GeneratedScript(number).text());
            }
            text = all.toString();
        }
    }

    /** A set of which everything, or all but one, is applied. */
    @State(Scope.Benchmark)
    public static class Set {

        @Param({ "10000" })
        public int migrations;

        List<Migration> sources;
        List<AppliedMigration> history;

        /** All but the last are applied. */
        @Setup(Level.Trial)
        public void generate() {
            sources = InMemoryMigration.scan("micro", scripts(migrations)).migrations();
            history = IntStream.range(0, migrations - 1).mapToObj(i -> applied(sources.get(i), i + 1)).toList();
        }

        private static AppliedMigration applied(Migration migration, long order) {
            return new AppliedMigration(migration.id(), order, migration.kind(), AppliedState.APPLIED, Direction.UP,
                    migration.up().verifiedBy(), Optional.empty());
        }
    }

    /** Cuts a text into statements. */
    @Benchmark
    public int splitter(Text text) {
        try (ScriptReader reader = ScriptReader.open(new StringReader(text.text), text.syntax)) {
            int count = 0;
            while (reader.next() != null) {
                count++;
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Decides what to do. */
    @Benchmark
    public Plan planner(Set set) {
        return Planner.migrate(set.sources, set.history, Target.parse("latest"), Policies.DEFAULT);
    }

    /** Reads, checks and hashes scripts, as a build does. */
    @Benchmark
    public List<Migration> hashing(Set set) {
        return InMemoryMigration.scan("micro", scripts(set.migrations)).migrations();
    }

    private static List<InMemoryMigration> scripts(int count) {
        return GeneratedScript.first(count).stream().map(script -> new InMemoryMigration(script.version(), script.text()))
                .toList();
    }
}
