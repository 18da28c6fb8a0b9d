package io.quarkiverse.schema.migrations.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.schema.migrations.model.Discrepancy;

/**
 * What a command would do. Nothing of it has been done.
 *
 * @param set the name of the set
 * @param steps the steps in order; empty when there is nothing to do
 * @param warnings where sources and history disagree in ways that are allowed
 * @param bySchema for a set with several schemas, what holds for each, by its name and in the order of the configuration; all
 *        of
 *        them together make the rest of this report. Empty otherwise
 */
public record PlanReport(String set, List<PlannedStep> steps, List<Discrepancy> warnings, Map<String, PlanReport> bySchema) {

    public PlanReport {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
        bySchema = Collections.unmodifiableMap(new LinkedHashMap<>(bySchema));
    }

    /** A report without schemas of its own. */
    public PlanReport(String set, List<PlannedStep> steps, List<Discrepancy> warnings) {
        this(set, steps, warnings, Map.of());
    }

    /** The report of a set from those of its schemas, in their order. */
    public static PlanReport of(String set, Map<String, PlanReport> bySchema) {
        return new PlanReport(set, bySchema.values().stream().flatMap(report -> report.steps().stream()).toList(),
                bySchema.values().stream().flatMap(report -> report.warnings().stream()).toList(), bySchema);
    }
}
