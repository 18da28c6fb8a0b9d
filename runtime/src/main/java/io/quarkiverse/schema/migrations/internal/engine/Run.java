package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.error.ListenerException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.error.UnsuitableScriptException;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect.HistoryWatch;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock.LockRequest;
import io.quarkiverse.schema.migrations.internal.engine.Heartbeat.RunPosition;
import io.quarkiverse.schema.migrations.internal.engine.Retry.LockRetries;
import io.quarkiverse.schema.migrations.internal.history.AppliedRow;
import io.quarkiverse.schema.migrations.internal.history.HistorySql;
import io.quarkiverse.schema.migrations.internal.plan.Plan;
import io.quarkiverse.schema.migrations.internal.plan.Plan.LeftToCallerException;
import io.quarkiverse.schema.migrations.internal.plan.Step;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.TransactionMode;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepReport;

/** One command that runs scripts, from the first look at the history to the report. */
final class Run {

    private final EngineSettings settings;
    private final Session session;
    private final MigrationListener listener;
    private final Planning planning;
    private final Duration interval;
    private final Scripts scripts;
    private final LockRetries retries;
    private final RunPosition position;
    private final long began = System.nanoTime();
    private final List<StepReport> done = new ArrayList<>();
    private final Set<Discrepancy> warnings = new LinkedHashSet<>();
    /** The history as it was planned on, and what this run has made of it since. */
    private List<AppliedMigration> known = List.of();
    private final Map<MigrationId, AppliedState> taken = new HashMap<>();
    private List<Step> ahead = List.of();
    private MigrationId failed;
    private boolean begun;
    /** Whether the history was changed before the first step. */
    private boolean prepared;
    /** How many migrations the last step has replaced, which the history does not list yet. */
    private int covered;
    private Plan.Rest rest = Plan.Rest.NONE;
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
        this.scripts = session.scripts();
        this.retries = new LockRetries(settings, session, listener);
        this.position = new RunPosition(settings.set(), scripts);
    }

    /**
     * @throws SQLException when the connection has lost its database and nothing was done, so that it can be tried again
     */
    RunReport run() throws SQLException {
        return run(this::read);
    }

    /**
     * The same where the history has been looked at already.
     *
     * @param history what it held a moment ago
     */
    RunReport run(List<AppliedMigration> history) throws SQLException {
        return run(() -> history);
    }

    private RunReport run(Retry.Action<List<AppliedMigration>> firstLook) throws SQLException {
        try {
            takeAll(look(firstLook.run()));
            RunReport report = report();
            listener.afterRun(report);
            return report;
        } catch (SQLException e) {
            if (done.isEmpty() && session.dialect().hasLostItsDatabase(e)) {
                throw e;
            }
            throw ended(Failures.ofDatabase(settings.set(), e)).with(report());
        } catch (SchemaMigrationsException e) {
            throw ended(e).with(report());
        } catch (LeftToCallerException e) {
            throw e;
        } catch (RuntimeException e) {
            throw ended(e);
        } catch (Error e) {
            throw ended(Failures.ofProcess(settings.set(), e)).with(report());
        }
    }

    private <E extends RuntimeException> E ended(E failure) {
        listener.runFailed(report(), failure);
        return failure;
    }

    private void takeAll(Plan first) throws SQLException {
        Plan plan = first;
        if (known.isEmpty() && !plan.steps().isEmpty() && planning.preparation().beforeFirstRun()) {
            prepared = true;
            plan = look(read());
        }
        if (!isBeingResolved(plan)) {
            refuseIfSo(plan);
            if (plan.steps().isEmpty() && !lacksRows(plan)) {
                return;
            }
        }
        inspect(plan);
        takeUnderLock(plan);
    }

    /** Whether the run must not begin only because of what another runner is at this moment busy with. */
    private boolean isBeingResolved(Plan plan) throws SQLException {
        return !plan.refusals().isEmpty()
                && plan.refusals().stream().allMatch(refusal -> refusal.kind() == Discrepancy.Kind.INTERRUPTED)
                && session.dialect().isLocked(session.connection(), session.history().table());
    }

    private void takeUnderLock(Plan first) throws SQLException {
        Set<MigrationId> meant = Set.copyOf(first.ids());
        session.enterSchema();
        try (SetLock lock = session.lock(lockKind(first))) {
            session.retry().untilFree(() -> {
                session.history().prepare();
                return null;
            });
            StepRunner runner = new StepRunner(settings, session, scripts, lock);
            boolean announced = false;
            boolean renewed = false;
            do {
                HistoryWatch watch = session.dialect().watch(session.connection());
                Plan plan = look(read()).limitedTo(meant);
                refuseIfSo(plan);
                inspect(plan);
                boolean covering = covered > 0;
                covered = 0;
                if ((!renewed || covering) && renew(plan.renewals())) {
                    renewed = true;
                    continue;
                }
                if (plan.reverts() && setBackRepeatables()) {
                    continue;
                }
                if (!announced && !plan.steps().isEmpty()) {
                    listener.beforeRun(settings.set(), plan.ids());
                    announced = true;
                }
                takeTelling(plan, runner, watch);
            } while (!ahead.isEmpty() || covered > 0);
        }
    }

    /**
     * Brings the history up to date where it lacks only what directives have changed, or what a baseline script has replaced.
     * It has to be read again then.
     */
    private boolean renew(List<Migration> outdated) throws SQLException {
        if (outdated.isEmpty()) {
            return false;
        }
        Map<MigrationId, AppliedMigration> kept = byId(known);
        HistorySql sql = session.history().sql();
        List<String> updates = new ArrayList<>();
        int replaced = 0;
        for (Migration migration : outdated) {
            AppliedMigration row = kept.get(migration.id());
            updates.add(row == null
                    ? sql.insertTaken(AppliedRow.of(migration, ++replaced, 0, scripts.down(migration)))
                    : sql.updateRenewed(AppliedRow.of(migration, 0, 0, row.down().flatMap(script -> scripts.down(migration)))));
        }
        session.executeTogether(updates);
        return true;
    }

    /** Before anything is rolled back that may take along what they have made: so they are pending, however the run ends. */
    private boolean setBackRepeatables() throws SQLException {
        List<String> updates = known.stream()
                .filter(row -> row.kind() == MigrationKind.REPEATABLE && row.state() == AppliedState.APPLIED)
                .map(row -> session.history().sql().updateToRunAgain(row.id())).toList();
        session.executeTogether(updates);
        return !updates.isEmpty();
    }

    private LockRequest.Kind lockKind(Plan plan) {
        boolean stepwise = plan.steps().stream().anyMatch(step -> scripts.mode(step) == TransactionMode.NONE)
                || !plan.refusals().isEmpty();
        return stepwise ? LockRequest.Kind.STEPWISE : LockRequest.Kind.TRANSACTIONS_ONLY;
    }

    private List<AppliedMigration> read() throws SQLException {
        return session.retry().untilFree(session.history()::read);
    }

    private Plan look(List<AppliedMigration> history) {
        known = history;
        taken.clear();
        order = 0;
        for (AppliedMigration applied : history) {
            order = Math.max(order, applied.order());
        }
        Plan plan = planning.decision().plan(history, done(Direction.DOWN));
        plan = plan.withRepeatables(done(Direction.UP));
        ahead = plan.steps();
        rest = plan.rest();
        for (Discrepancy warning : plan.warnings()) {
            if (warnings.add(warning)) {
                listener.warned(settings.set(), warning);
            }
        }
        return plan;
    }

    /** Whether a process has ended before the history listed all that its baseline script has replaced. */
    private boolean lacksRows(Plan plan) {
        return !plan.renewals().isEmpty() && !byId(known).keySet()
                .containsAll(plan.renewals().stream().map(Migration::id).toList());
    }

    private void refuseIfSo(Plan plan) {
        ahead = plan.steps();
        if (!plan.refusals().isEmpty()) {
            throw hasChanged() ? RefusedException.midway(settings.set(), plan.refusals())
                    : new RefusedException(settings.set(), plan.refusals());
        }
    }

    private void inspect(Plan plan) {
        try {
            scripts.inspect(plan.steps());
        } catch (UnsuitableScriptException e) {
            throw hasChanged() ? UnsuitableScriptException.midway(settings.set(), e.problems()) : e;
        }
    }

    private boolean hasChanged() {
        return prepared || !done.isEmpty();
    }

    private Set<MigrationId> done(Direction direction) {
        Set<MigrationId> ids = new HashSet<>();
        for (StepReport step : done) {
            if (step.direction() == direction) {
                ids.add(step.id());
            }
        }
        return ids;
    }

    private void takeTelling(Plan plan, StepRunner runner, HistoryWatch watch) throws SQLException {
        try (Heartbeat heartbeat = Heartbeat.every(interval,
                () -> position.progress().ifPresent(listener::stillRunning))) {
            take(plan, runner, watch);
        } finally {
            position.between();
        }
    }

    /** Takes the steps one after the other; stops early when the history has moved, with the rest still ahead. */
    private void take(Plan plan, StepRunner runner, HistoryWatch watch) throws SQLException {
        for (Step step : plan.steps()) {
            long started = System.nanoTime();
            position.at(step, done.size() + 1, done.size() + ahead.size());
            if (take(step, runner, watch) == StepRunner.Outcome.OVERTAKEN) {
                return;
            }
            ahead = ahead.subList(1, ahead.size());
            taken.put(step.id(), step.direction() == Direction.UP ? AppliedState.APPLIED : AppliedState.ROLLED_BACK);
            StepReport report = new StepReport(step.id(), step.direction(), step.description(),
                    step.work().location(), scripts.statements(step), Duration.ofNanos(System.nanoTime() - started));
            done.add(report);
            position.between();
            listener.afterStep(settings.set(), report);
            covered = covering(step);
            if (covered > 0) {
                return; // the history lists them as well, before anything else runs
            }
        }
    }

    private StepRunner.Outcome take(Step step, StepRunner runner, HistoryWatch watch) throws SQLException {
        begun = false;
        StepNotes notes = StepNotes.of(step, session.history().sql(), order + covering(step) + 1, scripts);
        try {
            StepRunner.Outcome outcome = runner.take(step, notes, new Beginning(step, watch));
            order += outcome == StepRunner.Outcome.DONE && takesPlaceInOrder(step) ? 1 : 0;
            return outcome;
        } catch (MigrationFailedException e) {
            if (retries.grant(step, scripts.mode(step), e)) {
                return StepRunner.Outcome.OVERTAKEN;
            }
            noteFailed(step, e);
            throw e;
        } catch (ListenerException veto) {
            listener.stepFailed(settings.set(), step.id(), step.direction(), veto);
            throw veto;
        } catch (SQLException | RuntimeException | Error e) {
            noteFailed(step, e);
            throw e;
        }
    }

    private void noteFailed(Step step, Throwable failure) {
        if (begun) {
            failed = step.id();
            ahead = ahead.subList(1, ahead.size());
            listener.stepFailed(settings.set(), step.id(), step.direction(), failure);
        }
    }

    private static int covering(Step step) {
        return step instanceof Step.Apply apply ? apply.covered() : 0;
    }

    /** A migration that is taken up again keeps the place it was given at first. */
    private static boolean takesPlaceInOrder(Step step) {
        return step.direction() == Direction.UP && step.start() != Step.Start.RESUME;
    }

    /** The last look, inside the step's transaction; listeners hear of the step only when no other process came first. */
    private final class Beginning implements StepRunner.Beginning {

        private final Step step;
        private final HistoryWatch watch;

        Beginning(Step step, HistoryWatch watch) {
            this.step = step;
            this.watch = watch;
        }

        @Override
        public boolean isOvertaken() throws SQLException {
            return watch.moved() && !isHistoryAsExpected();
        }

        @Override
        public void announce() {
            begun = true;
            listener.beforeStep(settings.set(), step.id(), step.direction());
        }
    }

    /** Others write to the database all the time; what counts is whether they have written the history. */
    private boolean isHistoryAsExpected() throws SQLException {
        Map<MigrationId, AppliedMigration> now = byId(session.history().read());
        boolean ownStand = taken.entrySet().stream().allMatch(own -> now.containsKey(own.getKey())
                && now.get(own.getKey()).state() == own.getValue());
        now.keySet().removeAll(taken.keySet());
        Map<MigrationId, AppliedMigration> then = byId(known);
        then.keySet().removeAll(taken.keySet());
        return ownStand && now.equals(then);
    }

    private static Map<MigrationId, AppliedMigration> byId(List<AppliedMigration> history) {
        return history.stream().collect(Collectors.toMap(AppliedMigration::id, Function.identity()));
    }

    private RunReport report() {
        List<MigrationId> notRun = new ArrayList<>();
        for (Step step : ahead) {
            notRun.add(step.id());
        }
        return new RunReport(settings.set(), planning.direction(), done, Optional.ofNullable(failed), notRun,
                List.copyOf(warnings), rest.beyond(), rest.held(),
                Duration.ofNanos(System.nanoTime() - began));
    }
}
