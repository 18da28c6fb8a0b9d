package io.quarkiverse.schema.migrations.dev;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.dev.PlanView.StepView;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.Work;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.MigrationStatus;
import io.quarkiverse.schema.migrations.report.PlanReport;
import io.quarkiverse.schema.migrations.report.PlannedStep;
import io.quarkiverse.schema.migrations.report.StatusReport;

/**
 * Says what commands would do; changes nothing.
 *
 * @param selected where they would do it
 */
record Previews(Selected selected) {

    private static final String NO_SCRIPT = "No script is run; only the history table is changed.";

    /** @param target where the command would lead, or the migration that it is about; may be null or empty */
    PlanView of(String action, String target) {
        String about = target == null ? "" : target;
        return switch (action) {
            case "migrate" -> steps(set -> set.plan(about.isEmpty() ? Target.latest() : Target.parse(about)));
            case "rollback" -> steps(set -> set.planRollback(Selected.backTo(about, set)));
            case "redo" -> redo();
            case "validate" -> PlanView.ofChanges("Compares the sources with the history and changes nothing.", List.of());
            case "repair" -> PlanView.ofChanges(NO_SCRIPT, repairs());
            case "resolve-applied" -> resolution(about, "would count as applied, as if all of it were in the schema");
            case "resolve-not-applied" -> resolution(about, "would be pending again, as if nothing of it were in the schema");
            case "mark-applied" -> taken(about, (m, id) -> m.id().equals(id));
            case "baseline" -> taken(about,
                    (m, id) -> m.kind() == MigrationKind.VERSIONED && m.id().compareTo(id) <= 0);
            case "reset" -> reset();
            default -> throw new IllegalArgumentException("There is no action '" + action + "'");
        };
    }

    private PlanView steps(Function<SchemaMigrations, PlanReport> plan) {
        List<Migration> resolved = selected.resolved();
        List<StepView> steps = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (Selected.One one : selected.each()) {
            PlanReport report = plan.apply(one.commands());
            report.steps().forEach(step -> steps.add(step(one.schema(), step, resolved)));
            report.warnings().stream().map(Discrepancy::message).filter(w -> !warnings.contains(w)).forEach(warnings::add);
        }
        return PlanView.ofSteps(null, steps, warnings);
    }

    private StepView step(String schema, PlannedStep step, List<Migration> resolved) {
        Optional<Work> work = resolved.stream().filter(m -> m.id().equals(step.id())).findFirst()
                .flatMap(m -> step.direction() == Direction.UP ? Optional.of(m.up()) : m.down())
                .filter(w -> w.location().equals(step.location()));
        ScriptView script = work.map(w -> ScriptView.of(w, selected.databaseKind()))
                .orElseGet(() -> ScriptView.of(step.location(), null, String.join(";\n", step.statements()) + ";",
                        selected.databaseKind()));
        return new StepView(schema, step.id().value(), step.direction() == Direction.UP ? "apply" : "roll back", script);
    }

    private PlanView redo() {
        List<Migration> resolved = selected.resolved();
        List<StepView> steps = new ArrayList<>();
        for (Selected.One one : selected.each()) {
            for (PlannedStep step : one.commands().planRollback(Target.last()).steps()) {
                Migration migration = resolved.stream().filter(m -> m.id().equals(step.id())).findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("'" + step.id()
                                + "' is not in the sources, so it cannot be applied again"));
                steps.add(step(one.schema(), step, resolved));
                steps.add(new StepView(one.schema(), step.id().value(), "apply",
                        ScriptView.of(migration.up(), selected.databaseKind())));
            }
        }
        return PlanView.ofSteps(null, steps, List.of());
    }

    private List<String> repairs() {
        List<String> changes = new ArrayList<>();
        for (Discrepancy discrepancy : selected.commands().validate().discrepancies()) {
            switch (discrepancy.kind()) {
                case MODIFIED_UP -> changes.add("'" + discrepancy.id() + "': the up script in the sources is accepted");
                case MODIFIED_DOWN -> changes.add("'" + discrepancy.id() + "': the down script in the sources is stored");
                case FAILED -> changes.add("'" + discrepancy.id() + "': its failure is forgotten, and it is pending again");
                default -> {
                    // no repair can decide
                }
            }
        }
        return changes;
    }

    private PlanView resolution(String target, String what) {
        MigrationId id = MigrationId.of(target);
        MigrationState state = status(id).state();
        if (state != MigrationState.FAILED && state != MigrationState.INTERRUPTED) {
            return PlanView.refused("'" + id + "' is neither interrupted nor failed, so there is nothing to resolve", null);
        }
        return PlanView.ofChanges("Look at the schema first: your answer is believed. " + NO_SCRIPT,
                List.of("'" + id + "' " + what));
    }

    private MigrationStatus status(MigrationId id) {
        return selected.commands().status().migrations().stream().filter(m -> m.id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no migration '" + id + "'"));
    }

    @FunctionalInterface
    private interface Choice {
        boolean includes(MigrationStatus migration, MigrationId target);
    }

    private PlanView taken(String target, Choice choice) {
        MigrationId id = MigrationId.of(target);
        if (selected.resolved().stream().noneMatch(m -> m.id().equals(id))) {
            return PlanView.refused("There is no migration '" + id + "' in the sources", null);
        }
        List<String> changes = new ArrayList<>();
        for (Selected.One one : selected.each()) {
            StatusReport report = one.commands().status();
            report.migrations().stream().filter(m -> choice.includes(m, id)).filter(m -> isPending(m.state()))
                    .forEach(m -> changes.add((one.schema().isEmpty() ? "" : one.schema() + ": ") + "'" + m.id()
                            + "' counts as applied"));
        }
        return PlanView.ofChanges(NO_SCRIPT, changes);
    }

    static boolean isPending(MigrationState state) {
        return state == MigrationState.PENDING || state == MigrationState.OUT_OF_ORDER || state == MigrationState.ROLLED_BACK
                || state == MigrationState.HELD;
    }

    private PlanView reset() {
        Optional<String> objection = selected.objectionToDrop();
        if (objection.isPresent()) {
            return PlanView.refused(objection.get(), null);
        }
        List<StepView> steps = new ArrayList<>();
        selected.each().forEach(one -> selected.resolved().forEach(m -> steps.add(new StepView(one.schema(), m.id().value(),
                "apply", ScriptView.of(m.up(), selected.databaseKind())))));
        return PlanView.ofSteps("Drops everything in the schema, data and the histories of other sets included, and applies all"
                + " migrations to the empty schema.", steps, List.of());
    }
}
