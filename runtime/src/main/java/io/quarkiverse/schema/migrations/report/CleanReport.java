package io.quarkiverse.schema.migrations.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was dropped.
 *
 * @param set the name of the set whose schema it was
 * @param dropped what it was, each with its kind, in the order in which it was dropped; what goes with something else,
 *        as an index goes with its table, is not named; empty when there was nothing
 * @param bySchema for a set with several schemas, what holds for each, by its name and in the order of the configuration; all
 *        of
 *        them together make the rest of this report. Empty otherwise
 */
public record CleanReport(String set, List<String> dropped, Map<String, CleanReport> bySchema) {

    public CleanReport {
        dropped = List.copyOf(dropped);
        bySchema = Collections.unmodifiableMap(new LinkedHashMap<>(bySchema));
    }

    /** A report without schemas of its own. */
    public CleanReport(String set, List<String> dropped) {
        this(set, dropped, Map.of());
    }

    /** The report of a set from those of its schemas, in their order. */
    public static CleanReport of(String set, Map<String, CleanReport> bySchema) {
        return new CleanReport(set, bySchema.values().stream().flatMap(report -> report.dropped().stream()).toList(), bySchema);
    }
}
