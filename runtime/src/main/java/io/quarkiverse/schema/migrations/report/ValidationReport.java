package io.quarkiverse.schema.migrations.report;

import java.util.List;
import java.util.Map;

import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.MigrationId;

/**
 * All the ways in which sources and history of a set disagree.
 *
 * @param set the name of the set
 * @param discrepancies all of them, whatever the policies allow, in the order of the set; empty when there is none
 * @param pending the migrations that are pending, in the order of the set; that they are is no disagreement
 * @param bySchema the report of each schema, for a set with several; see {@link PerSchema#bySchema()}
 */
public record ValidationReport(String set, List<Discrepancy> discrepancies, List<MigrationId> pending,
        Map<String, ValidationReport> bySchema)
        implements
            PerSchema<ValidationReport> {

    public ValidationReport {
        discrepancies = List.copyOf(discrepancies);
        pending = List.copyOf(pending);
        bySchema = PerSchema.copyOf(bySchema);
    }

    /** A report without schemas of its own. */
    public ValidationReport(String set, List<Discrepancy> discrepancies, List<MigrationId> pending) {
        this(set, discrepancies, pending, Map.of());
    }

    /** The report of a set from those of its schemas, in their order. */
    public static ValidationReport of(String set, Map<String, ValidationReport> bySchema) {
        return new ValidationReport(set, PerSchema.joined(bySchema, ValidationReport::discrepancies),
                PerSchema.joined(bySchema, ValidationReport::pending), bySchema);
    }

    /** Whether nothing is pending. */
    public boolean current() {
        return pending.isEmpty();
    }

    /** Whether sources and history agree. */
    public boolean valid() {
        return discrepancies.isEmpty();
    }
}
