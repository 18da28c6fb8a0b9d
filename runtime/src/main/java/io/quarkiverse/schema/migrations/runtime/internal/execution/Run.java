package io.quarkiverse.schema.migrations.runtime.internal.execution;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.TransactionMode;
import io.quarkiverse.schema.migrations.plan.Plan;
import io.quarkiverse.schema.migrations.plan.Step;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepReport;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.HistoryWatch;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.LockRequest;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.SetLock;

/** One command that runs scripts, from the first look at the history to the report. */
final class Run {

    private final EngineSettings settings;
    private final Session session;
    private final MigrationListener listener;
    private final Planning planning;
    private final Scripts scripts;
    private final long began = System.nanoTime();
    private final List<StepReport> done = new ArrayList<>();
    private final Set<Discrepancy> warnings = new LinkedHashSet<>();
    private List<Step> ahead = List.of();
    private boolean announced;
    private MigrationId failed;
    private int beyond;
    private long order;

    Run(EngineSettings settings, Session session, MigrationListener listener, Planning planning) {
        this.settings = settings;
        this.session = session;
        this.listener = listener;
        this.planning = planning;
        this.scripts = new Scripts(settings.set(), session.dialect());
    }

    RunReport run() {
        try {
            Plan plan = plan();
            if (!plan.steps().isEmpty()) {
                scripts.inspect(plan.steps());
                session.scriptsRun();
                runUnderLock(plan);
            }
        } catch (SchemaMigrationsException e) {
            throw failed(e);
        } catch (SQLException e) {
            throw failed(Failures.ofDatabase(settings.set(), e));
        }
        RunReport report = report();
        listener.afterRun(report);
        return report;
    }

    /** What was refused has not begun, so nobody is told that it has ended. */
    private SchemaMigrationsException failed(SchemaMigrationsException failure) {
        RunReport report = report();
        if (announced) {
            listener.afterRun(report);
        }
        return failure.with(report);
    }

    private void runUnderLock(Plan first) throws SQLException {
        Set<MigrationId> meant = Set.copyOf(first.ids());
        try (SetLock lock = session.lock(lockKind(first))) {
            session.patience().untilFree(() -> {
                session.history().prepare();
                return null;
            });
            Plan plan;
            do {
                HistoryWatch watch = session.dialect().watch(session.connection());
                plan = plan().limitedTo(meant);
                ahead = plan.steps();
                scripts.inspect(plan.steps());
                if (!announced && !plan.steps().isEmpty()) {
                    listener.beforeRun(settings.set(), plan.ids());
                    announced = true;
                }
                take(plan, lock, watch);
            } while (!ahead.isEmpty());
        }
    }

    private LockRequest.Kind lockKind(Plan plan) {
        boolean stepwise = plan.steps().stream().anyMatch(step -> scripts.mode(step) == TransactionMode.NONE);
        return stepwise ? LockRequest.Kind.STEPWISE : LockRequest.Kind.TRANSACTIONS_ONLY;
    }

    private Plan plan() throws SQLException {
        List<AppliedMigration> history = session.patience().untilFree(session.history()::read);
        order = history.stream().mapToLong(AppliedMigration::order).max().orElse(0);
        Plan plan = planning.plan(history);
        plan.warnings().stream().filter(warnings::add).forEach(warning -> listener.warned(settings.set(), warning));
        if (!plan.refusals().isEmpty()) {
            throw new RefusedException(settings.set(), plan.refusals());
        }
        ahead = plan.steps();
        beyond = plan.beyond();
        return plan;
    }

    /** Takes the steps one after the other; stops early when the history has moved, with the rest still ahead. */
    private void take(Plan plan, SetLock lock, HistoryWatch watch) throws SQLException {
        for (Step step : plan.steps()) {
            long started = System.nanoTime();
            listener.beforeStep(settings.set(), step.id(), step.direction());
            if (take(step, lock, watch) == StepExecution.Outcome.OVERTAKEN) {
                return;
            }
            ahead = ahead.subList(1, ahead.size());
            StepReport report = new StepReport(step.id(), step.direction(), step.script().location(),
                    scripts.facts(step.script()).statements(), Duration.ofNanos(System.nanoTime() - started));
            done.add(report);
            listener.afterStep(settings.set(), report);
        }
    }

    private StepExecution.Outcome take(Step step, SetLock lock, HistoryWatch watch) throws SQLException {
        StepExecution execution = switch (scripts.mode(step)) {
            case TRANSACTION -> new TransactionalExecution(session, lock, scripts, settings.limits(), watch);
            case NONE -> new StepwiseRun(session, scripts, settings.limits(), watch);
        };
        StepNotes notes = StepNotes.of(step, session.history().sql(), order + 1, scripts.facts(step.script()).statements());
        try {
            StepExecution.Outcome outcome = execution.take(step, notes);
            order += outcome == StepExecution.Outcome.DONE ? 1 : 0;
            return outcome;
        } catch (SQLException | RuntimeException e) {
            failed = step.id();
            ahead = ahead.subList(1, ahead.size());
            listener.stepFailed(settings.set(), failed, step.direction(), e);
            throw e;
        }
    }

    private RunReport report() {
        return new RunReport(settings.set(), planning.direction(), done, Optional.ofNullable(failed),
                ahead.stream().map(Step::id).toList(), List.copyOf(warnings), beyond,
                Duration.ofNanos(System.nanoTime() - began));
    }
}
