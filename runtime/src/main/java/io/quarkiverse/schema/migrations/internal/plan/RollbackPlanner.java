package io.quarkiverse.schema.migrations.internal.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.error.UnknownTargetException;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.Discrepancy.Kind;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.Work;

/** Decides what to take back, and does nothing. */
public final class RollbackPlanner {

    private final Comparison comparison;
    private final KeptScripts kept;
    private final List<AppliedMigration> newestFirst;

    /**
     * @param sources what the sources offer, in the order of the set
     * @param history what the history remembers, in any order
     * @param kept where the down scripts are to be had that only the history keeps
     */
    public RollbackPlanner(List<Migration> sources, List<AppliedMigration> history, KeptScripts kept) {
        this.comparison = new Comparison(sources, history);
        this.kept = kept;
        this.newestFirst = history.stream()
                .filter(a -> a.kind() == MigrationKind.VERSIONED && a.state() != AppliedState.ROLLED_BACK)
                .sorted(Comparator.comparingLong(AppliedMigration::order).reversed()).toList();
    }

    /**
     * What {@code rollback} has to do, in reverse order of application. Repeatable migrations are never taken back.
     *
     * @param target how far to go
     * @throws UnknownTargetException when the target leads forward, or names a migration that is not applied
     */
    public Plan plan(Target target) {
        List<Step> steps = new ArrayList<>();
        List<Discrepancy> refusals = new ArrayList<>();
        for (AppliedMigration applied : reached(target)) {
            if (applied.state() != AppliedState.APPLIED
                    && (applied.direction() == Direction.UP || comparison.isCode(applied))) {
                refusals.add(unfinished(applied));
            } else {
                down(applied).ifPresentOrElse(work -> steps.add(new Step.Revert(applied, work, start(applied))),
                        () -> refusals.add(withoutWayBack(applied)));
            }
        }
        return new Plan(steps, refusals, List.of());
    }

    private List<AppliedMigration> reached(Target target) {
        if (target instanceof Target.Adjusted adjusted) {
            return reached(adjusted.target());
        }
        if (target instanceof Target.All) {
            return newestFirst;
        }
        if (target instanceof Target.Last last) {
            return newestFirst.subList(0, Math.min(last.count(), newestFirst.size()));
        }
        if (target instanceof Target.Id id) {
            long order = newestFirst.stream().filter(a -> a.id().equals(id.id())).findFirst()
                    .orElseThrow(() -> new UnknownTargetException("The migration '" + id.id()
                            + "' is not applied, so nothing can be rolled back down to it; nothing was run"))
                    .order();
            return newestFirst.stream().filter(a -> a.order() > order).toList();
        }
        throw new UnknownTargetException("'" + target
                + "' cannot be the target of a rollback; nothing was run\nUse last, last:<n>, all or an id");
    }

    private Optional<Work> down(AppliedMigration applied) {
        Optional<Migration> offered = comparison.offered(applied.id()).filter(migration -> !migration.isBaselineOnly());
        return offered.isPresent() ? offered.get().down() : applied.down().map(script -> kept.of(applied));
    }

    private static Step.Start start(AppliedMigration applied) {
        return applied.state() == AppliedState.APPLIED ? Step.Start.AGAIN : Step.Start.RESUME;
    }

    private Discrepancy withoutWayBack(AppliedMigration applied) {
        return new Discrepancy(Kind.MISSING_DOWN, applied.id(), "'" + applied.id() + "' "
                + comparison.offered(applied.id()).map(RollbackPlanner::withoutWayBack)
                        .orElse("has no down script, neither in the sources nor in the history"
                                + (applied.upChecksum().isEmpty() ? ", which keeps none of a migration in Java" : "")
                                + "\nRoll back with a release that has one")
                + ", or choose a target that keeps it");
    }

    private static String withoutWayBack(Migration migration) {
        return migration.up() instanceof Code ? "(" + migration.up().shown() + ") does not override down()\nOverride it"
                : "has no down script in the sources\nAdd one";
    }

    private Discrepancy unfinished(AppliedMigration applied) {
        if (comparison.isCode(applied)) {
            return comparison.discrepancies().stream().filter(d -> d.id().equals(applied.id())).findFirst().orElseThrow();
        }
        return new Discrepancy(applied.state() == AppliedState.FAILED ? Kind.FAILED : Kind.INTERRUPTED, applied.id(),
                "'" + applied.id()
                        + "' is not completely applied\nFirst finish it with migrate() (command=migrate), or resolve it. "
                        + Remedies.resolve(applied.id()));
    }

    /** Where the down scripts are to be had that only the history keeps. */
    @FunctionalInterface
    public interface KeptScripts {

        /**
         * The down script of a migration, as it wants to run.
         *
         * @param applied a migration of which the history keeps a down script
         */
        Script of(AppliedMigration applied);
    }
}
