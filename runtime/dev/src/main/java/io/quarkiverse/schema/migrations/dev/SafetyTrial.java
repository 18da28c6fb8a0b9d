package io.quarkiverse.schema.migrations.dev;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.dev.MigrationSets.MigrationSetBean;
import io.quarkiverse.schema.migrations.dev.SafetyView.EffectView;
import io.quarkiverse.schema.migrations.dev.SafetyView.FindingView;
import io.quarkiverse.schema.migrations.dev.SafetyView.MeasuredView;
import io.quarkiverse.schema.migrations.dev.SafetyView.TableView;
import io.quarkiverse.schema.migrations.model.DeployPhase;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.report.MigrationStatus;
import io.quarkiverse.schema.migrations.report.PlannedStep;
import io.quarkiverse.schema.migrations.runtime.SetCommands;
import io.quarkiverse.schema.migrations.testing.catalog.Catalog;
import io.quarkiverse.schema.migrations.testing.drift.Scratch;
import io.quarkiverse.schema.migrations.testing.safety.SafetyMeasurement;
import io.quarkiverse.schema.migrations.testing.safety.SafetyReport;
import io.quarkiverse.schema.migrations.testing.safety.SafetyRules;
import io.quarkiverse.schema.migrations.testing.safety.StatementEffect;

/** Measures migrations of a set in a scratch database. For one use. */
final class SafetyTrial {

    private final SafetyPlan plan;
    private final SafetyRules rules;
    private final List<MeasuredView> measured = new ArrayList<>();
    private volatile String progress = "";
    private volatile Scratch open;
    private volatile boolean stopped;
    private MigrationId running;

    /** @param rows how many rows each table is given */
    SafetyTrial(SafetyPlan plan, int rows) {
        this.plan = plan;
        this.rules = SafetyRules.DEFAULT.withRows(rows);
    }

    /** Returns what is being done; may be called by any thread. */
    String progress() {
        return progress;
    }

    /** Ends the run: at once on a server, when the migration that runs has ended on SQLite. May be called by any thread. */
    void stop() {
        stopped = true;
        Scratch scratch = open;
        if (scratch != null) {
            progress = "stopping";
            scratch.interrupt();
        }
    }

    private void now(String what) {
        if (stopped) {
            throw new IllegalStateException("stopped");
        }
        progress = what;
    }

    SafetyView run() {
        try {
            inScratch();
        } catch (RuntimeException e) {
            return failed(e);
        }
        long unsafe = measured.stream().filter(one -> !one.safe()).count();
        String count = measured.size() + (measured.size() == 1 ? " migration" : " migrations") + " measured with "
                + String.format(Locale.ROOT, "%,d", rules.rows()) + " rows in each table";
        return new SafetyView(true, count + (unsafe == 0 ? ": nothing unsafe was found"
                : ": " + unsafe + (unsafe == 1 ? " is" : " are") + " not safe while the application is running"), null,
                measured,
                null, List.of());
    }

    private SafetyView failed(RuntimeException failure) {
        List<String> ids = plan.measured().stream().map(status -> status.id().value()).toList();
        if (stopped) {
            return new SafetyView(false, "The measurement was stopped. The scratch database was dropped.", null, measured, null,
                    ids.subList(measured.size(), ids.size()));
        }
        int done = measured.size() + (running == null ? 0 : 1);
        return new SafetyView(false, String.valueOf(failure.getMessage()),
                Excerpt.in(failure.getMessage(), plan.selected().resolvedOrNone()), measured,
                running == null ? null : running.value(), ids.subList(Math.min(done, ids.size()), ids.size()));
    }

    private void inScratch() {
        SetCommands commands = plan.selected().commands();
        now("making a scratch database");
        try (Scratch scratch = scratch(commands)) {
            open = scratch;
            boolean schemas = !plan.selected().databaseKind().equals("mysql")
                    && !plan.selected().databaseKind().equals("mariadb");
            // a schema of MySQL is a database, which the scratch database stands for
            Optional<String> schema = Optional.of(plan.schema()).filter(name -> schemas && !name.isEmpty());
            for (MigrationSetBean set : plan.earlier()) {
                List<String> its = set.commands().schemas();
                if (its.isEmpty() || schemas) {
                    now("applying set '" + set.name() + "'");
                    migrate(scratch, set.commands(), its);
                }
            }
            schema.ifPresent(scratch::createSchema);
            measure(scratch, commands.inScratch(scratch.dataSource(), schema), schema);
        }
    }

    private static Scratch scratch(SetCommands commands) {
        try (Connection live = commands.dataSource().getConnection()) {
            return Scratch.like(live, commands.scratchServer());
        } catch (SQLException e) {
            throw new IllegalStateException("The scratch database cannot be made: " + e.getMessage(), e);
        }
    }

    private static void migrate(Scratch scratch, SetCommands set, List<String> schemas) {
        List<Optional<String>> places = schemas.isEmpty() ? List.of(Optional.empty())
                : schemas.stream().map(Optional::of).toList();
        for (Optional<String> place : places) {
            SchemaMigrations engine = set.inScratch(scratch.dataSource(), place);
            scratch.refuseBeyond(List.of(engine.plan(Target.latest())), "measured");
            engine.migrate();
        }
    }

    private void measure(Scratch scratch, SchemaMigrations engine, Optional<String> schema) {
        var whole = engine.plan(Target.latest().withoutBaseline().withPostDeploy());
        if (!plan.selected().commands().scratchServer().isApart()) {
            scratch.refuseBeyond(List.of(whole), "measured");
        }
        List<MigrationId> ids = plan.measured().stream().map(MigrationStatus::id).toList();
        List<PlannedStep> steps = whole.steps().stream().filter(step -> ids.contains(step.id())).toList();
        int first = steps.isEmpty() ? 0 : whole.steps().indexOf(steps.get(0));
        begin(scratch.dataSource(), engine, whole.steps().subList(0, first), steps);
        try (SafetyMeasurement measurement = SafetyMeasurement.of(scratch.dataSource(), rules)) {
            for (int i = 0; i < steps.size(); i++) {
                PlannedStep step = steps.get(i);
                running = step.id();
                now("measuring " + step.id() + ", " + (i + 1) + " of " + steps.size());
                List<StatementEffect> statements = measurement.statements(step, schema);
                SafetyReport report = measurement.of(step, () -> migrate(engine, step.id()));
                measured.add(view(step, statements, report));
                running = null;
            }
        }
    }

    /** What is observed is noted by the history table, so there must be one before the first migration that is measured. */
    private void begin(DataSource scratch, SchemaMigrations engine, List<PlannedStep> earlier, List<PlannedStep> steps) {
        if (!earlier.isEmpty()) {
            now("applying " + earlier.size() + " earlier migrations");
            migrate(engine, earlier.get(earlier.size() - 1).id());
        } else if (!steps.isEmpty() && hasTables(scratch)) {
            engine.markApplied(steps.get(0).id());
            SafetyMeasurement.emptyHistory(scratch);
        }
    }

    private static boolean hasTables(DataSource scratch) {
        try (Connection connection = scratch.getConnection()) {
            return !Catalog.of(connection).schema().tables().isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException("The scratch database cannot be read: " + e.getMessage(), e);
        }
    }

    private static void migrate(SchemaMigrations engine, MigrationId id) {
        engine.migrate(new Target.Id(id).withoutBaseline().withPostDeploy());
    }

    private MeasuredView view(PlannedStep step, List<StatementEffect> statements, SafetyReport report) {
        Optional<Migration> migration = plan.selected().resolved().stream().filter(m -> m.id().equals(step.id())).findFirst();
        ScriptView script = migration.map(m -> ScriptView.of(m.up(), plan.selected().databaseKind()))
                .orElseGet(() -> ScriptView.of(step.location(), null, "", plan.selected().databaseKind()));
        List<EffectView> effects = new ArrayList<>();
        for (int i = 0; i < Math.min(statements.size(), script.statements().size()); i++) {
            effects.add(EffectView.of(script.statements().get(i), statements.get(i)));
        }
        Boolean down = migration.filter(m -> m.kind() == MigrationKind.VERSIONED).map(m -> m.down().isPresent()).orElse(null);
        return new MeasuredView(step.id().value(), plan.schema(), script, report.duration().toMillis(), report.isSafe(),
                step.options().deploy() == DeployPhase.POST, down, report.tables().stream().map(TableView::of).toList(),
                report.findings().stream().map(FindingView::of).toList(), SafetyView.accept(report).orElse(null), effects,
                report.notObserved());
    }
}
