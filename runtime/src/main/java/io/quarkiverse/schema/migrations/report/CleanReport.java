package io.quarkiverse.schema.migrations.report;

import java.util.List;
import java.util.Map;

/**
 * What was dropped.
 *
 * @param set the name of the set whose schema it was
 * @param dropped what it was, each with its kind, in the order in which it was dropped; what goes with something else,
 *        as an index goes with its table, is not named; empty when there was nothing
 * @param bySchema the report of each schema, for a set with several; see {@link PerSchema#bySchema()}
 */
public record CleanReport(String set, List<String> dropped, Map<String, CleanReport> bySchema)
        implements
            PerSchema<CleanReport> {

    public CleanReport {
        dropped = List.copyOf(dropped);
        bySchema = PerSchema.copyOf(bySchema);
    }

    /** A report without schemas of its own. */
    public CleanReport(String set, List<String> dropped) {
        this(set, dropped, Map.of());
    }

    /** The report of a set from those of its schemas, in their order. */
    public static CleanReport of(String set, Map<String, CleanReport> bySchema) {
        return new CleanReport(set, PerSchema.joined(bySchema, CleanReport::dropped), bySchema);
    }
}
