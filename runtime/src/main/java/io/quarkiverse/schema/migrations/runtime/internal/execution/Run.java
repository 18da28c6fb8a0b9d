package io.quarkiverse.schema.migrations.runtime.internal.execution;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.error.ListenerException;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.Direction;
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
    private final Duration interval;
    private final Scripts scripts;
    private final Whereabouts whereabouts;
    private final long began = System.nanoTime();
    private final List<StepReport> done = new ArrayList<>();
    private final Set<Discrepancy> warnings = new LinkedHashSet<>();
    private List<Step> ahead = List.of();
    private MigrationId failed;
    private long order;

    /**
     * @param interval how often to tell of the progress
     */
    Run(EngineSettings settings, Session session, MigrationListener listener, Planning planning, Duration interval) {
        this.settings = settings;
        this.session = session;
        this.listener = listener;
        this.planning = planning;
        this.interval = interval;
        this.scripts = new Scripts(settings.set(), session.dialect());
        this.whereabouts = new Whereabouts(settings.set(), scripts);
    }

    RunReport run() {
        try {
            Plan plan = plan();
            if (!plan.steps().isEmpty()) {
                scripts.inspect(plan.steps());
                session.scriptsRun();
                runUnderLock(plan);
            }
            RunReport report = report();
            listener.afterRun(report);
            return report;
        } catch (SchemaMigrationsException e) {
            throw failed(e);
        } catch (SQLException e) {
            throw failed(Failures.database(settings.set(), e));
        }
    }

    private SchemaMigrationsException failed(SchemaMigrationsException failure) {
        RunReport report = report();
        listener.runFailed(report, failure);
        return failure.with(report);
    }

    private void runUnderLock(Plan first) throws SQLException {
        Set<MigrationId> meant = Set.copyOf(first.ids());
        try (SetLock lock = session.lock(lockKind(first))) {
            session.patience().untilFree(() -> {
                session.history().prepare();
                return null;
            });
            boolean announced = false;
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
                takeAll(plan, lock, watch);
            } while (!ahead.isEmpty());
        }
    }

    private static LockRequest.Kind lockKind(Plan plan) {
        boolean stepwise = plan.steps().stream().anyMatch(step -> Scripts.mode(step) == TransactionMode.NONE);
        return stepwise ? LockRequest.Kind.STEPWISE : LockRequest.Kind.TRANSACTIONS_ONLY;
    }

    private Plan plan() throws SQLException {
        List<AppliedMigration> history = session.patience().untilFree(session.history()::read);
        order = history.stream().mapToLong(AppliedMigration::order).max().orElse(0);
        Plan plan = planning.decision().plan(history, reverted());
        plan.warnings().stream().filter(warnings::add).forEach(warning -> listener.warned(settings.set(), warning));
        if (!plan.refusals().isEmpty()) {
            throw new RefusedException(settings.set(), plan.refusals());
        }
        ahead = plan.steps();
        return plan;
    }

    private Set<MigrationId> reverted() {
        return done.stream().filter(step -> step.direction() == Direction.DOWN).map(StepReport::id)
                .collect(Collectors.toSet());
    }

    private void takeAll(Plan plan, SetLock lock, HistoryWatch watch) throws SQLException {
        try (Heartbeat heartbeat = Heartbeat.every(interval,
                () -> whereabouts.progress().ifPresent(listener::stillRunning))) {
            take(plan, lock, watch);
        } finally {
            whereabouts.between();
        }
    }

    /** Takes the steps one after the other; stops early when the history has moved, with the rest still ahead. */
    private void take(Plan plan, SetLock lock, HistoryWatch watch) throws SQLException {
        for (Step step : plan.steps()) {
            long started = System.nanoTime();
            announce(step);
            whereabouts.at(step, done.size() + 1, done.size() + ahead.size());
            if (take(step, lock, watch) == StepExecution.Outcome.OVERTAKEN) {
                return;
            }
            ahead = ahead.subList(1, ahead.size());
            StepReport report = new StepReport(step.id(), step.direction(), step.script().location(),
                    scripts.facts(step.script()).statements(), Duration.ofNanos(System.nanoTime() - started));
            done.add(report);
            whereabouts.between();
            listener.afterStep(settings.set(), report);
        }
    }

    private void announce(Step step) {
        try {
            listener.beforeStep(settings.set(), step.id(), step.direction());
        } catch (ListenerException e) {
            listener.stepFailed(settings.set(), step.id(), step.direction(), e);
            throw e;
        }
    }

    private StepExecution.Outcome take(Step step, SetLock lock, HistoryWatch watch) throws SQLException {
        StepExecution execution = switch (Scripts.mode(step)) {
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
                ahead.stream().map(Step::id).toList(), List.copyOf(warnings),
                Duration.ofNanos(System.nanoTime() - began));
    }
}
