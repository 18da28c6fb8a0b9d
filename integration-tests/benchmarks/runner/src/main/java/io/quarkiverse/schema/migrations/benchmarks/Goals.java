package io.quarkiverse.schema.migrations.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

import io.quarkiverse.schema.migrations.benchmarks.Settings.Pending;

/** What was meant to be reached on PostgreSQL, and what was. */
final class Goals {

    private static final int MANY = 1000;
    private static final int FEW = 100;
    private static final List<Variant> TOOLS = List.of(Variant.SCHEMA_MIGRATIONS, Variant.FLYWAY, Variant.LIQUIBASE);
    private static final String SHELL = Shell.PARTICIPANT;

    private final Results results;
    private final Work nothing = new Work(TestedServer.POSTGRESQL, MANY, Pending.NOTHING, Duration.ZERO);
    private final Work all = new Work(TestedServer.POSTGRESQL, MANY, Pending.ALL, Duration.ZERO);
    private final Work fewer = new Work(TestedServer.POSTGRESQL, FEW, Pending.ALL, Duration.ZERO);

    Goals(Results results) {
        this.results = results;
    }

    /** As AsciiDoc; what was not measured is not there. */
    String table() {
        StringBuilder text = new StringBuilder(".Goals, on PostgreSQL\n[%autowidth,cols=\"<,>,>,>,>\"]\n|===\n| |Goal");
        TOOLS.forEach(tool -> text.append(" |").append(tool.title()));
        text.append("\n\n");
        int empty = text.length();
        row("1000 applied, nothing pending: statements over the application without migrations", "1", "%.0f",
                tool -> over(Metric.STATEMENTS, nothing, tool), text);
        row("… round trips", "1", "%.0f", tool -> over(Metric.ROUND_TRIPS, nothing, tool), text);
        row("… connections", "0", "%.0f", tool -> over(Metric.CONNECTIONS, nothing, tool), text);
        row("… start-up, ms", "15", "%.0f", tool -> over(Metric.WALL, nothing, tool), text);
        row("… peak memory, MB", "5", "%.1f", tool -> over(Metric.MEMORY, nothing, tool), text);
        row("Applying: round trips a migration", "1", "%.2f", this::roundTripsEach, text);
        row("Applying 1000, without what the application takes alone: times psql", "1.15", "%.2f",
                tool -> ratio(over(Metric.WALL, all, tool), results.median(Metric.WALL, all, SHELL)), text);
        row("… times psql when it writes a history as well", "", "%.2f",
                tool -> ratio(over(Metric.WALL, all, tool), results.median(Metric.WALL, all, Shell.REMEMBERING)), text);
        row("… peak memory over the application without migrations, MB", "25", "%.1f",
                tool -> over(Metric.MEMORY, all, tool), text);
        results.works(Metric.WALL).stream().filter(LargeBenchmark::isIts).forEach(work -> row(
                work + ", without what the application takes alone: times the shell", "1.2", "%.2f",
                tool -> ratio(over(Metric.WALL, work, tool), results.median(Metric.WALL, work, SHELL)), text));
        return text.length() == empty ? "" : text.append("|===\n\n").toString();
    }

    private static void row(String what, String goal, String format, Function<Variant, OptionalDouble> measured,
            StringBuilder text) {
        List<OptionalDouble> values = TOOLS.stream().map(measured).toList();
        if (values.stream().anyMatch(OptionalDouble::isPresent)) {
            text.append('|').append(what).append(" |").append(goal);
            values.forEach(value -> text.append(" |")
                    .append(value.isEmpty() ? "" : String.format(Locale.ROOT, format, value.getAsDouble())));
            text.append('\n');
        }
    }

    private OptionalDouble over(Metric metric, Object work, Variant tool) {
        return combined(results.median(metric, work, tool.title()), results.median(metric, work, Variant.NONE.title()), 1);
    }

    private OptionalDouble roundTripsEach(Variant tool) {
        return combined(results.median(Metric.ROUND_TRIPS, all, tool.title()),
                results.median(Metric.ROUND_TRIPS, fewer, tool.title()), MANY - FEW);
    }

    private static OptionalDouble combined(OptionalDouble value, OptionalDouble less, double divisor) {
        return value.isEmpty() || less.isEmpty() ? OptionalDouble.empty()
                : OptionalDouble.of((value.getAsDouble() - less.getAsDouble()) / divisor);
    }

    private static OptionalDouble ratio(OptionalDouble value, OptionalDouble of) {
        return value.isEmpty() || of.isEmpty() ? OptionalDouble.empty()
                : OptionalDouble.of(value.getAsDouble() / of.getAsDouble());
    }
}
