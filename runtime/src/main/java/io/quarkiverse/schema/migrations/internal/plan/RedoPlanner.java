package io.quarkiverse.schema.migrations.internal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.internal.plan.RollbackPlanner.KeptScripts;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.Discrepancy.Kind;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;

/** Decides how to take the last migration back and apply it again, and does nothing. */
public final class RedoPlanner {

    private final List<Migration> sources;
    private final List<AppliedMigration> history;
    private final KeptScripts kept;

    /**
     * @param sources what the sources offer
     * @param history what the history remembers, in any order
     * @param kept where the down scripts are to be had that only the history keeps
     */
    public RedoPlanner(List<Migration> sources, List<AppliedMigration> history, KeptScripts kept) {
        this.sources = List.copyOf(sources);
        this.history = List.copyOf(history);
        this.kept = kept;
    }

    /**
     * The last migration's two steps and the repeatable migrations, or what is left of them; none when nothing is applied.
     *
     * @param reverted what this very command has taken back already
     */
    public Plan plan(Set<MigrationId> reverted) {
        return reverted.isEmpty() ? both() : rest(reverted);
    }

    private Plan both() {
        Plan back = new RollbackPlanner(sources, history, kept).plan(Target.last());
        List<Step> steps = new ArrayList<>();
        List<Discrepancy> refusals = new ArrayList<>(back.refusals());
        for (Step revert : back.steps()) {
            sources.stream().filter(migration -> migration.id().equals(revert.id())).findFirst().ifPresentOrElse(migration -> {
                steps.add(revert);
                steps.add(new Step.Apply(migration, Step.Start.AGAIN));
            }, () -> refusals.add(new Discrepancy(Kind.MISSING, revert.id(), "'" + revert.id()
                    + "' is missing in the sources, so it cannot be applied again\nRoll it back, or run the release that has it")));
        }
        if (!steps.isEmpty()) {
            steps.addAll(again(row -> row.kind() == MigrationKind.REPEATABLE
                    && (row.state() == AppliedState.APPLIED || row.state() == AppliedState.ROLLED_BACK)));
        }
        return new Plan(steps, refusals, back.warnings(), List.of(), rest());
    }

    /** Another process may have applied some of it meanwhile. */
    private Plan rest(Set<MigrationId> reverted) {
        return new Plan(again(row -> row.state() == AppliedState.ROLLED_BACK
                && (reverted.contains(row.id()) || row.kind() == MigrationKind.REPEATABLE)),
                List.of(), List.of(), List.of(), rest());
    }

    private List<Step> again(Predicate<AppliedMigration> which) {
        List<MigrationId> waiting = history.stream().filter(which).map(AppliedMigration::id).toList();
        return sources.stream().filter(migration -> waiting.contains(migration.id()))
                .<Step> map(migration -> new Step.Apply(migration, Step.Start.AGAIN)).toList();
    }

    private Plan.Rest rest() {
        Plan.Rest rest = Planner.migrate(sources, history, Target.latest(), Policies.DEFAULT).rest();
        return new Plan.Rest(0, List.of(), rest.afterEachRun());
    }
}
