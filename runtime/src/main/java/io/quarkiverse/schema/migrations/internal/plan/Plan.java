package io.quarkiverse.schema.migrations.internal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;

/**
 * The ordered steps a command would take.
 *
 * @param steps the steps; empty when there is nothing to do
 * @param refusals why the command must not run; it may run when this is empty
 * @param warnings where sources and history disagree in ways that are allowed
 * @param renewals applied migrations of which the history says something that is true no longer, though they are not
 *        modified; the next run that has something to do corrects it
 * @param rest what is not applied after these steps
 */
public record Plan(List<Step> steps, List<Discrepancy> refusals, List<Discrepancy> warnings,
        List<Migration> renewals, Rest rest) {

    /**
     * What a command leaves to others.
     *
     * @param beyond how many more there are to apply beyond the target
     * @param held the post-deploy migrations that are held, in order
     * @param afterEachRun the repeatable migrations that run at the end of each run that has applied anything, in order
     */
    public record Rest(int beyond, List<MigrationId> held, List<Step.Apply> afterEachRun) {

        public static final Rest NONE = new Rest(0, List.of(), List.of());

        public Rest {
            held = List.copyOf(held);
            afterEachRun = List.copyOf(afterEachRun);
        }
    }

    public Plan {
        steps = List.copyOf(steps);
        refusals = List.copyOf(refusals);
        warnings = List.copyOf(warnings);
        renewals = List.copyOf(renewals);
    }

    /** A plan beyond whose target there is nothing to apply. */
    public Plan(List<Step> steps, List<Discrepancy> refusals, List<Discrepancy> warnings) {
        this(steps, refusals, warnings, List.of(), Rest.NONE);
    }

    /** The same, without the steps of other migrations than these. */
    public Plan limitedTo(Set<MigrationId> ids) {
        return new Plan(steps.stream().filter(step -> ids.contains(step.id())).toList(), refusals, warnings,
                renewals, rest);
    }

    /**
     * The same, with the repeatable migrations that run at the end of each run that has applied anything.
     *
     * @param done what the run has applied so far
     */
    public Plan withRepeatables(Set<MigrationId> done) {
        if (rest.afterEachRun().isEmpty() || done.isEmpty() && steps.stream().noneMatch(Step.Apply.class::isInstance)) {
            return this;
        }
        List<MigrationId> last = rest.afterEachRun().stream().map(Step::id).toList();
        List<Step> all = new ArrayList<>(steps.stream().filter(step -> !last.contains(step.id())).toList());
        rest.afterEachRun().stream().filter(step -> !done.contains(step.id())).forEach(all::add);
        return new Plan(all, refusals, warnings, renewals, rest);
    }

    /** Whether it rolls anything back. */
    public boolean reverts() {
        return steps.stream().anyMatch(Step.Revert.class::isInstance);
    }

    /** The ids of the steps' migrations, in order. */
    public List<MigrationId> ids() {
        return steps.stream().map(Step::id).toList();
    }

    /**
     * Thrown while a run is planned, when the caller of the command has to do something else in its place. Listeners
     * do not hear of the run then.
     */
    public static abstract class LeftToCallerException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        protected LeftToCallerException(String message) {
            super(message);
        }
    }
}
