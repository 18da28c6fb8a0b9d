package io.quarkiverse.schema.migrations.report;

import java.util.List;
import java.util.Map;

import io.quarkiverse.schema.migrations.model.Discrepancy;

/**
 * What a command would do. Nothing of it has been done.
 *
 * @param set the name of the set
 * @param steps the steps in order; empty when there is nothing to do
 * @param warnings where sources and history disagree in ways that are allowed
 * @param bySchema the report of each schema, for a set with several; see {@link PerSchema#bySchema()}
 */
public record PlanReport(String set, List<PlannedStep> steps, List<Discrepancy> warnings, Map<String, PlanReport> bySchema)
        implements
            PerSchema<PlanReport> {

    public PlanReport {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
        bySchema = PerSchema.copyOf(bySchema);
    }

    /** A report without schemas of its own. */
    public PlanReport(String set, List<PlannedStep> steps, List<Discrepancy> warnings) {
        this(set, steps, warnings, Map.of());
    }

    /** The report of a set from those of its schemas, in their order. */
    public static PlanReport of(String set, Map<String, PlanReport> bySchema) {
        return new PlanReport(set, PerSchema.joined(bySchema, PlanReport::steps),
                PerSchema.joined(bySchema, PlanReport::warnings), bySchema);
    }
}
