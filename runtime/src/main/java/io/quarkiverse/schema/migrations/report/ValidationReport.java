package io.quarkiverse.schema.migrations.report;

import java.util.List;
import java.util.Map;

import io.quarkiverse.schema.migrations.model.Discrepancy;

/**
 * All the ways in which sources and history of a set disagree.
 *
 * @param set the name of the set
 * @param discrepancies all of them, whatever the policies allow, in the order of the set; empty when there is none
 * @param bySchema the report of each schema, for a set with several; see {@link PerSchema#bySchema()}
 */
public record ValidationReport(String set, List<Discrepancy> discrepancies, Map<String, ValidationReport> bySchema)
        implements
            PerSchema<ValidationReport> {

    public ValidationReport {
        discrepancies = List.copyOf(discrepancies);
        bySchema = PerSchema.copyOf(bySchema);
    }

    /** A report without schemas of its own. */
    public ValidationReport(String set, List<Discrepancy> discrepancies) {
        this(set, discrepancies, Map.of());
    }

    /** The report of a set from those of its schemas, in their order. */
    public static ValidationReport of(String set, Map<String, ValidationReport> bySchema) {
        return new ValidationReport(set, PerSchema.joined(bySchema, ValidationReport::discrepancies),
                bySchema);
    }

    /** Whether sources and history agree. */
    public boolean valid() {
        return discrepancies.isEmpty();
    }
}
