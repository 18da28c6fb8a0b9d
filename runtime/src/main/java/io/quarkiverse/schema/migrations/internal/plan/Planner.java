package io.quarkiverse.schema.migrations.internal.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.error.UnknownTargetException;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.Discrepancy.Kind;
import io.quarkiverse.schema.migrations.model.KeptScript;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;

/** Decides what to do, and does nothing. */
public final class Planner {

    private Planner() {
    }

    /**
     * What {@code migrate} has to do.
     *
     * @param sources what the sources offer, in the order of the set
     * @param history what the history remembers, in any order
     * @param target how far to go
     * @param policies what to make of disagreements
     * @throws UnknownTargetException when the target names a migration that the sources do not know
     */
    public static Plan migrate(List<Migration> sources, List<AppliedMigration> history, Target target,
            Policies policies) {
        if (target instanceof Target.Adjusted adjusted) {
            return migrate(sources, history, adjusted.target(), adjusted.adjust(policies));
        }
        if (target instanceof Target.Latest && NothingToDo.holds(sources, history)) {
            return nothing(sources);
        }
        Comparison comparison = new Comparison(sources, history, policies);
        List<Step.Apply> pending = pending(sources, comparison, target);
        List<Step.Apply> steps = upTo(target, comparison, pending);
        List<Discrepancy> refusals = new ArrayList<>(comparison.behindBaseline());
        List<Discrepancy> warnings = new ArrayList<>();
        for (Discrepancy discrepancy : comparison.discrepancies()) {
            switch (handling(discrepancy, comparison, policies)) {
                case REFUSE -> refusals.add(discrepancy);
                case WARN -> warnings.add(discrepancy);
                case PASS -> {
                    // the run itself deals with it
                }
            }
        }
        if (policies.missingDown() == Policies.MissingDown.REFUSE) {
            steps.stream().filter(step -> step.covered() == 0).map(Step.Apply::migration).filter(Planner::withoutWayBack)
                    .forEach(m -> refusals.add(missingDown(m)));
        }
        return new Plan(List.copyOf(steps), refusals, warnings, comparison.renewals(),
                new Plan.Rest(pending.size() - steps.size(), held(comparison, steps),
                        afterEachRun(sources).map(migration -> step(migration, comparison)).toList()));
    }

    private static Plan nothing(List<Migration> sources) {
        return new Plan(List.of(), List.of(), List.of(), List.of(), new Plan.Rest(0, List.of(),
                afterEachRun(sources).map(migration -> new Step.Apply(migration, Step.Start.AGAIN)).toList()));
    }

    private static Stream<Migration> afterEachRun(List<Migration> sources) {
        return sources.stream().filter(migration -> migration.up().options().afterEachRun());
    }

    /** What a baseline script replaces is not held. */
    private static List<MigrationId> held(Comparison comparison, List<Step.Apply> steps) {
        boolean byBaseline = !steps.isEmpty() && steps.get(0).covered() > 0;
        return comparison.held().stream().filter(id -> !byBaseline || id.compareTo(steps.get(0).id()) > 0).toList();
    }

    private static List<Step.Apply> pending(List<Migration> sources, Comparison comparison, Target target) {
        Optional<Migration> baseline = comparison.baseline(migration -> !(target instanceof Target.Id id)
                || migration.id().compareTo(id.id()) <= 0);
        if (baseline.isEmpty()) {
            return sources.stream().filter(comparison::pending).map(migration -> step(migration, comparison)).toList();
        }
        Migration first = baseline.get();
        int covered = (int) sources.stream().filter(migration -> migration.kind() == MigrationKind.VERSIONED
                && migration.compareTo(first) < 0).count();
        return Stream.concat(
                Stream.of(new Step.Apply(first.asBaseline(), step(first, comparison).start(), covered)),
                sources.stream().filter(migration -> migration.compareTo(first) > 0).filter(comparison::pending)
                        .map(migration -> step(migration, comparison)))
                .toList();
    }

    private static List<Step.Apply> upTo(Target target, Comparison comparison, List<Step.Apply> pending) {
        if (target instanceof Target.Next next) {
            return pending.subList(0, Math.min(next.count(), pending.size()));
        }
        if (target instanceof Target.Id id) {
            Migration last = comparison.offered(id.id()).orElseThrow(() -> new UnknownTargetException(
                    "There is no migration '" + id.id() + "' in the sources, so it cannot be the target; nothing was run"));
            return pending.stream().filter(step -> step.migration().compareTo(last) <= 0).toList();
        }
        if (target instanceof Target.Latest) {
            return pending;
        }
        throw new UnknownTargetException("'" + target
                + "' cannot be the target of migrate; nothing was run\nUse latest, next:<n> or an id");
    }

    private static Step.Apply step(Migration migration, Comparison comparison) {
        Optional<AppliedMigration> remembered = comparison.remembered(migration.id());
        if (remembered.isEmpty()) {
            return new Step.Apply(migration, Step.Start.FIRST_TIME);
        }
        return new Step.Apply(migration, switch (remembered.get().state()) {
            case ROLLED_BACK, APPLIED -> Step.Start.AGAIN;
            case IN_PROGRESS, FAILED -> Step.Start.RESUME;
        });
    }

    private enum Handling {
        REFUSE,
        WARN,
        PASS
    }

    private static Handling handling(Discrepancy discrepancy, Comparison comparison, Policies policies) {
        return switch (discrepancy.kind()) {
            case MODIFIED_UP -> policies.modified() == Policies.Modified.REFUSE ? Handling.REFUSE : Handling.WARN;
            case MISSING -> policies.missing() == Policies.Missing.REFUSE && isVersioned(discrepancy, comparison)
                    ? Handling.REFUSE
                    : Handling.WARN;
            case OUT_OF_ORDER -> policies.outOfOrder() == Policies.OutOfOrder.REFUSE ? Handling.REFUSE : Handling.PASS;
            case MODIFIED_DOWN -> Handling.WARN;
            case FUTURE -> policies.future() == Policies.Future.REFUSE ? Handling.REFUSE : Handling.WARN;
            case MISSING_DOWN, BEHIND_BASELINE -> Handling.REFUSE;
            case FAILED, INTERRUPTED -> comparison.isHeld(discrepancy.id()) ? Handling.WARN
                    : resumable(discrepancy, comparison) ? Handling.PASS : Handling.REFUSE;
        };
    }

    /** A repeatable migration that is gone reads like one that a newer release has added, so it is never refused. */
    private static boolean isVersioned(Discrepancy discrepancy, Comparison comparison) {
        return comparison.remembered(discrepancy.id()).orElseThrow().kind() == MigrationKind.VERSIONED;
    }

    private static boolean resumable(Discrepancy discrepancy, Comparison comparison) {
        AppliedMigration unfinished = comparison.remembered(discrepancy.id()).orElseThrow();
        return comparison.offered(discrepancy.id()).isPresent() && unfinished.direction() == Direction.UP
                && !comparison.isCode(unfinished);
    }

    private static boolean withoutWayBack(Migration migration) {
        return migration.kind() == MigrationKind.VERSIONED && migration.down().isEmpty();
    }

    private static Discrepancy missingDown(Migration migration) {
        return new Discrepancy(Kind.MISSING_DOWN, migration.id(), "'" + migration.id() + "' (" + migration.up().shown()
                + (migration.up() instanceof Code ? ") does not override down()\nOverride it" : ") has no down script\nAdd one")
                + ", or set missing-down=allow");
    }

    /**
     * All that the sources offer is applied as it stands there, and nothing else is. Nearly every start meets this case, so it
     * is told in one pass that keeps nothing and hardly loads a class.
     */
    static final class NothingToDo {

        private final List<Migration> sources;
        private final Map<String, Migration> passedOver = new HashMap<>();
        private int next;

        private NothingToDo(List<Migration> sources) {
            this.sources = sources;
        }

        /**
         * Whether there is nothing to do, and nothing to be said.
         *
         * @param sources what the sources offer, in the order of the set
         * @param history what the history remembers, in any order, though mostly in that one
         */
        static boolean holds(List<Migration> sources, List<AppliedMigration> history) {
            return sources.size() == history.size() && new NothingToDo(sources).holds(history);
        }

        private boolean holds(List<AppliedMigration> history) {
            for (AppliedMigration applied : history) {
                Migration migration = offered(applied.id().value());
                if (migration == null || applied.state() != AppliedState.APPLIED
                        || migration.up().differsFrom(applied.upChecksum()) || hasOtherDown(applied, migration)) {
                    return false;
                }
            }
            return true;
        }

        private Migration offered(String id) {
            Migration earlier = passedOver.isEmpty() ? null : passedOver.remove(id);
            while (earlier == null && next < sources.size()) {
                Migration migration = sources.get(next++);
                if (migration.id().value().equals(id)) {
                    return migration;
                }
                passedOver.put(migration.id().value(), migration);
            }
            return earlier;
        }

        private static boolean hasOtherDown(AppliedMigration applied, Migration migration) {
            Optional<KeptScript> kept = applied.down();
            return kept.isPresent() && migration.down().isPresent()
                    && migration.down().get().differsFrom(Optional.of(kept.get().checksum()));
        }
    }
}
