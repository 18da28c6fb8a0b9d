package io.quarkiverse.schema.migrations.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.schema.migrations.model.Discrepancy;

/**
 * All the ways in which sources and history of a set disagree.
 *
 * @param set the name of the set
 * @param discrepancies all of them, whatever the policies allow, in the order of the set; empty when there is none
 * @param bySchema for a set with several schemas, what holds for each, by its name and in the order of the configuration; all
 *        of
 *        them together make the rest of this report. Empty otherwise
 */
public record ValidationReport(String set, List<Discrepancy> discrepancies, Map<String, ValidationReport> bySchema) {

    public ValidationReport {
        discrepancies = List.copyOf(discrepancies);
        bySchema = Collections.unmodifiableMap(new LinkedHashMap<>(bySchema));
    }

    /** A report without schemas of its own. */
    public ValidationReport(String set, List<Discrepancy> discrepancies) {
        this(set, discrepancies, Map.of());
    }

    /** The report of a set from those of its schemas, in their order. */
    public static ValidationReport of(String set, Map<String, ValidationReport> bySchema) {
        return new ValidationReport(set, bySchema.values().stream().flatMap(report -> report.discrepancies().stream()).toList(),
                bySchema);
    }

    /** Whether sources and history agree. */
    public boolean valid() {
        return discrepancies.isEmpty();
    }
}
