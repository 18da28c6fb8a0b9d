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
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.TransactionMode;
import io.quarkiverse.schema.migrations.plan.Plan;
import io.quarkiverse.schema.migrations.plan.Planner;
import io.quarkiverse.schema.migrations.plan.Step;
import io.quarkiverse.schema.migrations.plan.Target;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepReport;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.HistoryWatch;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.LockRequest;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.SetLock;

/** One {@code migrate}, from the first look at the history to the report. */
final class MigrateRun {

    private final EngineSettings settings;
    private final Session session;
    private final MigrationListener listener;
    private final List<Migration> sources;
    private final Scripts scripts;
    private final long began = System.nanoTime();
    private final List<StepReport> done = new ArrayList<>();
    private final Set<Discrepancy> warnings = new LinkedHashSet<>();
    private List<Step> ahead = List.of();
    private MigrationId failed;
    private long order;

    MigrateRun(EngineSettings settings, Session session, MigrationListener listener, List<Migration> sources) {
        this.settings = settings;
        this.session = session;
        this.listener = listener;
        this.sources = sources;
        this.scripts = new Scripts(settings.set(), session.dialect());
    }

    RunReport run(Target target) throws SQLException {
        try {
            Plan plan = plan(target);
            if (!plan.steps().isEmpty()) {
                scripts.inspect(plan.steps());
                session.scriptsRun();
                runUnderLock(plan, target);
            }
        } catch (SchemaMigrationsException e) {
            listener.afterRun(report());
            throw e.with(report());
        }
        RunReport report = report();
        listener.afterRun(report);
        return report;
    }

    private void runUnderLock(Plan first, Target target) throws SQLException {
        Step last = first.steps().get(first.steps().size() - 1);
        Target fixed = target instanceof Target.Next ? new Target.Id(last.migration().id()) : target;
        try (SetLock lock = session.dialect().lock(session.connection(), lockRequest(first))) {
            session.patience().untilFree(() -> {
                session.history().prepare();
                return null;
            });
            boolean announced = false;
            Plan plan;
            do {
                HistoryWatch watch = session.dialect().watch(session.connection());
                plan = plan(fixed);
                scripts.inspect(plan.steps());
                if (!announced && !plan.steps().isEmpty()) {
                    listener.beforeRun(settings.set(), plan.ids());
                    announced = true;
                }
                take(plan, watch);
            } while (!ahead.isEmpty());
        }
    }

    private LockRequest lockRequest(Plan plan) {
        boolean stepwise = plan.steps().stream().anyMatch(step -> Scripts.mode(step) == TransactionMode.NONE);
        Duration timeout = settings.limits().lock();
        return new LockRequest(session.history().table(),
                "process " + ProcessHandle.current().pid() + ", " + settings.application(),
                stepwise ? LockRequest.Kind.STEPWISE : LockRequest.Kind.TRANSACTIONS_ONLY, timeout,
                () -> listener.waitingForLock(settings.set(), timeout));
    }

    private Plan plan(Target target) throws SQLException {
        List<AppliedMigration> history = session.patience().untilFree(session.history()::read);
        order = history.stream().mapToLong(AppliedMigration::order).max().orElse(0);
        Plan plan = Planner.migrate(sources, history, target, settings.policies());
        plan.warnings().stream().filter(warnings::add).forEach(warning -> listener.warned(settings.set(), warning));
        if (!plan.refusals().isEmpty()) {
            throw new RefusedException(settings.set(), plan.refusals());
        }
        ahead = plan.steps();
        return plan;
    }

    /** Takes the steps one after the other; stops early when the history has moved, with the rest still ahead. */
    private void take(Plan plan, HistoryWatch watch) throws SQLException {
        for (Step step : plan.steps()) {
            long started = System.nanoTime();
            listener.beforeStep(settings.set(), step.migration().id(), step.direction());
            if (take(step, watch) == StepExecution.Outcome.OVERTAKEN) {
                return;
            }
            ahead = ahead.subList(1, ahead.size());
            StepReport report = new StepReport(step.migration().id(), step.direction(), step.script().location(),
                    scripts.facts(step.script()).statements(), Duration.ofNanos(System.nanoTime() - started));
            done.add(report);
            listener.afterStep(settings.set(), report);
        }
    }

    private StepExecution.Outcome take(Step step, HistoryWatch watch) throws SQLException {
        StepExecution execution = switch (Scripts.mode(step)) {
            case TRANSACTION -> new TransactionalExecution(session, scripts, settings.limits(), watch);
            case NONE -> new StepwiseRun(session, scripts, settings.limits(), watch);
        };
        try {
            StepExecution.Outcome outcome = execution.take(step, order + 1);
            order += outcome == StepExecution.Outcome.DONE ? 1 : 0;
            return outcome;
        } catch (SQLException | RuntimeException e) {
            failed = step.migration().id();
            ahead = ahead.subList(1, ahead.size());
            listener.stepFailed(settings.set(), failed, step.direction(), e);
            throw e;
        }
    }

    private RunReport report() {
        return new RunReport(settings.set(), done, Optional.ofNullable(failed),
                ahead.stream().map(step -> step.migration().id()).toList(), List.copyOf(warnings),
                Duration.ofNanos(System.nanoTime() - began));
    }
}
