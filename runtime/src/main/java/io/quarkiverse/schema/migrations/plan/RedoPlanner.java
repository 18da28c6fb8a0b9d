package io.quarkiverse.schema.migrations.plan;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.Discrepancy.Kind;
import io.quarkiverse.schema.migrations.model.Migration;

/** Decides how to take the last migration back and apply it again, and does nothing. */
public final class RedoPlanner {

    private RedoPlanner() {
    }

    /**
     * The last migration's two steps; none when nothing is applied.
     *
     * @param sources what the sources offer
     * @param rollback plans the way back
     */
    public static Plan plan(List<Migration> sources, RollbackPlanner rollback) {
        Plan back = rollback.plan(Target.last());
        List<Step> steps = new ArrayList<>();
        List<Discrepancy> refusals = new ArrayList<>(back.refusals());
        for (Step revert : back.steps()) {
            sources.stream().filter(migration -> migration.id().equals(revert.id())).findFirst().ifPresentOrElse(migration -> {
                steps.add(revert);
                steps.add(new Step.Apply(migration, Step.Start.AGAIN));
            }, () -> refusals.add(new Discrepancy(Kind.MISSING, revert.id(), "'" + revert.id()
                    + "' is not in the sources, so it cannot be applied again: roll it back, or run the release that has it")));
        }
        return new Plan(steps, refusals, back.warnings());
    }
}
