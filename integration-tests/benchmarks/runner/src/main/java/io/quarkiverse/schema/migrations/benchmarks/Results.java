package io.quarkiverse.schema.migrations.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** What was measured, in the order in which it was. */
final class Results {

    private final Map<Key, List<Double>> values = new LinkedHashMap<>();

    /**
     * @param metric what was measured
     * @param work while doing what
     * @param participant who did it
     */
    record Key(Metric metric, String work, String participant) {
    }

    /** Adds one measurement, and tells of it: a run may take long. */
    void add(Metric metric, Object work, String participant, double value) {
        values.computeIfAbsent(new Key(metric, work.toString(), participant), key -> new ArrayList<>()).add(value);
        // the console is this program's user interface
        System.out.printf(Locale.ROOT, "%-60s %-22s %-24s %.1f%n", work, participant, metric.title(), value);
    }

    /** Adds all that a start has cost. */
    void add(Object work, String participant, Start.Cost cost) {
        add(Metric.WALL, work, participant, cost.wall().toNanos() / 1e6);
        add(Metric.PROCESSOR, work, participant, cost.processor().toNanos() / 1e6);
        add(Metric.MEMORY, work, participant, cost.peakMemory() / 1e6);
    }

    /** The middle one of the values, or what lies between the two in the middle; empty without values. */
    OptionalDouble median(Metric metric, Object work, String participant) {
        double[] sorted = values.getOrDefault(new Key(metric, work.toString(), participant), List.of()).stream()
                .mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length == 0 ? OptionalDouble.empty()
                : OptionalDouble.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }

    /** What was done while something was measured. */
    Set<String> works(Metric metric) {
        Set<String> works = new LinkedHashSet<>();
        values.keySet().stream().filter(key -> key.metric() == metric).forEach(key -> works.add(key.work()));
        return works;
    }

    /** Who did anything while it was measured. */
    List<String> participants(Metric metric) {
        return values.keySet().stream().filter(key -> key.metric() == metric).map(Key::participant).distinct().toList();
    }

    /** Every value, a line each. */
    String csv() {
        StringBuilder csv = new StringBuilder("metric;work;participant;values\n");
        values.forEach((key, all) -> csv.append(key.metric().title()).append(';').append(key.work()).append(';')
                .append(key.participant()).append(';')
                .append(String.join(" ", all.stream().map(value -> String.format(Locale.ROOT, "%.3f", value)).toList()))
                .append('\n'));
        return csv.toString();
    }
}
