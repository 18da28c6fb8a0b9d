package io.quarkiverse.schema.migrations.runtime.command;

import java.util.List;
import java.util.Optional;

/**
 * In what a schema differs from the one that the applied migrations lead to.
 *
 * @param dataSource the name of the datasource
 * @param schema the schema; empty where the sets are migrated where the connection is
 * @param sets the sets that have migrated it
 * @param differences in the order of the schema; empty when there is no drift
 */
public record DriftReport(String dataSource, Optional<String> schema, List<String> sets, List<Difference> differences) {

    public DriftReport {
        sets = List.copyOf(sets);
        differences = List.copyOf(differences);
    }

    /**
     * One difference.
     *
     * @param element what differs, such as {@code table orders, column note}
     * @param expected how the migrations make it; empty when they do not, an empty text when there is nothing to say about it
     * @param actual how it is; empty when it is not there, an empty text when there is nothing to say about it
     */
    public record Difference(String element, Optional<String> expected, Optional<String> actual) {

        boolean isUnexpected() {
            return expected.isEmpty();
        }

        boolean isMissing() {
            return actual.isEmpty();
        }
    }
}
