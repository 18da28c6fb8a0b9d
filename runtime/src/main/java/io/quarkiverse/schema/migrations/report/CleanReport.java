package io.quarkiverse.schema.migrations.report;

import java.util.List;

/**
 * What was dropped.
 *
 * @param set the name of the set whose schema it was
 * @param dropped what it was, each with its kind, in the order in which it was dropped; what goes with something else,
 *        as an index goes with its table, is not named; empty when there was nothing
 */
public record CleanReport(String set, List<String> dropped) {

    public CleanReport {
        dropped = List.copyOf(dropped);
    }
}
