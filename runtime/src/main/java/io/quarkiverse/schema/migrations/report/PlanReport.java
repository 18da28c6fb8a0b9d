package io.quarkiverse.schema.migrations.report;

import java.util.List;

import io.quarkiverse.schema.migrations.model.Discrepancy;

/**
 * What a command would do. Nothing of it has been done.
 *
 * @param set the name of the set
 * @param steps the steps in order; empty when there is nothing to do
 * @param warnings where sources and history disagree in ways that are allowed
 */
public record PlanReport(String set, List<PlannedStep> steps, List<Discrepancy> warnings) {

    public PlanReport {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }
}
