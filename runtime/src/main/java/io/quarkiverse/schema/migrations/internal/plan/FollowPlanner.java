package io.quarkiverse.schema.migrations.internal.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.internal.plan.RollbackPlanner.KeptScripts;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.Discrepancy.Kind;
import io.quarkiverse.schema.migrations.model.KeptScript;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.Work;

/**
 * Decides how the database follows the sources while they are being written, and does nothing. Development mode alone uses
 * it.
 */
public final class FollowPlanner {

    private final List<Migration> sources;
    private final List<AppliedMigration> history;
    private final KeptScripts kept;
    private final Comparison comparison;

    /**
     * @param sources the resolved migrations, in the order of the set
     * @param history what the history holds, in any order
     * @param kept where the down scripts are that only the history keeps
     */
    public FollowPlanner(List<Migration> sources, List<AppliedMigration> history, KeptScripts kept) {
        this.sources = List.copyOf(sources);
        this.history = List.copyOf(history);
        this.kept = kept;
        this.comparison = new Comparison(sources, history);
    }

    /**
     * What it takes to follow the sources.
     *
     * @param plan what rolls back and applies again; the same as without following where nothing differs
     * @param differences how sources and history differ, in the order of the set, each in a few words
     * @param obstacles what cannot be rolled back, and why, in a few words; while there is something, the plan must not be run
     */
    public record Following(Plan plan, List<Discrepancy> differences, List<Discrepancy> obstacles) {

        public Following {
            differences = List.copyOf(differences);
            obstacles = List.copyOf(obstacles);
        }
    }

    /**
     * Rolls back everything that is applied from the first difference on, in reverse order of application, and applies what is
     * pending then. What the policies allow is no difference, except for what a newer release would have applied: in
     * development that is the other branch.
     *
     * @param target how far to go
     * @param policies which discrepancies are allowed
     */
    public Following plan(Target target, Policies policies) {
        Plan plain = Planner.migrate(sources, history, target, policies);
        List<Discrepancy> differences = Stream.concat(plain.refusals().stream(), plain.warnings().stream()
                .filter(warning -> warning.kind() == Kind.FUTURE)).filter(found -> found.kind() != Kind.MISSING_DOWN)
                .sorted(Comparator.comparing(Discrepancy::id)).toList();
        if (differences.isEmpty()) {
            return new Following(plain, List.of(), List.of());
        }
        List<Discrepancy> words = differences.stream().map(this::briefly).toList();
        List<AppliedMigration> behind = from(differences.stream().filter(found -> !isRepeatable(found.id())).findFirst());
        List<Step> steps = new ArrayList<>();
        List<Discrepancy> obstacles = new ArrayList<>();
        differences.stream().filter(found -> isRepeatable(found.id()))
                .forEach(found -> obstacles.add(obstacle(found.kind(), found.id(), "it is repeatable")));
        differences.stream().filter(found -> found.kind() == Kind.BEHIND_BASELINE).forEach(found -> obstacles
                .add(new Discrepancy(found.kind(), found.id(),
                        "'" + found.id() + "' can only be applied to a database without a history")));
        for (AppliedMigration applied : behind) {
            down(applied).filter(work -> canBegin(applied)).ifPresentOrElse(
                    work -> steps.add(new Step.Revert(applied, work, applied.state() == AppliedState.APPLIED
                            ? Step.Start.AGAIN
                            : Step.Start.RESUME)),
                    () -> obstacles.add(obstacle(applied)));
        }
        if (!obstacles.isEmpty()) {
            return new Following(plain, words, obstacles);
        }
        Plan rest = Planner.migrate(sources, without(behind), target, policies);
        steps.addAll(rest.steps());
        return new Following(new Plan(steps, rest.refusals(), rest.warnings(), rest.renewals(), rest.rest()), words,
                obstacles);
    }

    /** What is applied from a difference on, the last that was applied first. */
    private List<AppliedMigration> from(Optional<Discrepancy> first) {
        return first.stream().flatMap(difference -> history.stream()
                .filter(applied -> applied.kind() == MigrationKind.VERSIONED && applied.state() != AppliedState.ROLLED_BACK
                        && applied.id().compareTo(difference.id()) >= 0)
                .sorted(Comparator.comparingLong(AppliedMigration::order).reversed())).toList();
    }

    private boolean isRepeatable(MigrationId id) {
        return comparison.remembered(id).filter(applied -> applied.kind() == MigrationKind.REPEATABLE).isPresent();
    }

    /** What is applied half cannot be rolled back as a whole; what is rolled back half can be continued, unless it is code. */
    private boolean canBegin(AppliedMigration applied) {
        return applied.state() == AppliedState.APPLIED
                || applied.direction() == Direction.DOWN && !comparison.isCode(applied);
    }

    /**
     * The script that was kept with what was applied. The one of the sources takes its place where it alone was corrected
     * since, and where none was kept.
     */
    private Optional<Work> down(AppliedMigration applied) {
        Optional<Migration> offered = comparison.offered(applied.id());
        Optional<Work> ofSources = offered.flatMap(Migration::down);
        if (applied.down().isEmpty()) {
            return ofSources;
        }
        boolean corrected = offered.filter(migration -> !migration.up().differsFrom(applied.upChecksum())).isPresent()
                && ofSources.filter(work -> work.differsFrom(applied.down().map(KeptScript::checksum))).isPresent();
        return corrected ? ofSources : Optional.of(kept.of(applied));
    }

    /** What the history holds once these are rolled back: repeatable migrations are pending then, too. */
    private List<AppliedMigration> without(List<AppliedMigration> rolledBack) {
        return history.stream().map(applied -> rolledBack.contains(applied)
                || !rolledBack.isEmpty() && isAppliedRepeatable(applied) ? pending(applied) : applied).toList();
    }

    private static boolean isAppliedRepeatable(AppliedMigration applied) {
        return applied.kind() == MigrationKind.REPEATABLE && applied.state() == AppliedState.APPLIED;
    }

    private static AppliedMigration pending(AppliedMigration applied) {
        return new AppliedMigration(applied.id(), applied.order(), applied.kind(), AppliedState.ROLLED_BACK, Direction.UP,
                applied.upChecksum(), applied.down());
    }

    private Discrepancy briefly(Discrepancy difference) {
        String place = comparison.offered(difference.id()).map(migration -> " (" + migration.up().shown() + ")").orElse("");
        return new Discrepancy(difference.kind(), difference.id(),
                "'" + difference.id() + "'" + place + switch (difference.kind()) {
                    case MODIFIED_UP -> " was changed after it was applied";
                    case MISSING, FUTURE -> " is applied, but no longer in the sources";
                    case OUT_OF_ORDER -> " is pending, but ordered before applied migrations";
                    case FAILED, INTERRUPTED -> comparison.remembered(difference.id()).orElseThrow().direction() == Direction.UP
                            ? " was not completely applied"
                            : " was not completely rolled back";
                    case BEHIND_BASELINE -> " is a baseline script";
                    case MODIFIED_DOWN, MISSING_DOWN -> throw new IllegalArgumentException(difference.message());
                });
    }

    private Discrepancy obstacle(AppliedMigration applied) {
        if (applied.state() != AppliedState.APPLIED) {
            return obstacle(applied.state() == AppliedState.FAILED ? Kind.FAILED : Kind.INTERRUPTED, applied.id(),
                    comparison.isCode(applied) ? "its Java code did not finish" : "it was not completely applied");
        }
        return obstacle(Kind.MISSING_DOWN, applied.id(), "it has no down script");
    }

    private static Discrepancy obstacle(Kind kind, MigrationId id, String reason) {
        return new Discrepancy(kind, id, "'" + id + "' cannot be rolled back: " + reason);
    }
}
