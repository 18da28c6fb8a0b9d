package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.Repair;
import io.quarkiverse.schema.migrations.Resolution;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.error.CleanRefusedException;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.LockRequest;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock;
import io.quarkiverse.schema.migrations.internal.history.HistoryEntry;
import io.quarkiverse.schema.migrations.internal.plan.Comparison;
import io.quarkiverse.schema.migrations.internal.plan.Plan;
import io.quarkiverse.schema.migrations.internal.plan.Planner;
import io.quarkiverse.schema.migrations.internal.plan.RedoPlanner;
import io.quarkiverse.schema.migrations.internal.plan.RollbackPlanner;
import io.quarkiverse.schema.migrations.internal.plan.Step;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.report.AdoptionReport;
import io.quarkiverse.schema.migrations.report.ChangeReport;
import io.quarkiverse.schema.migrations.report.CleanReport;
import io.quarkiverse.schema.migrations.report.PlanReport;
import io.quarkiverse.schema.migrations.report.PlannedStep;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StatusReport;
import io.quarkiverse.schema.migrations.report.ValidationReport;

/** The commands, each on a connection of its own. */
public final class Engine implements SchemaMigrations {

    /** How many connections a command tries at most when they lead to a database that is gone. */
    private static final int CONNECTIONS = 10;

    private final EngineSettings settings;
    private final MigrationListener listener;
    private final Duration progressInterval;

    /**
     * @param settings all that it is made of
     */
    public Engine(EngineSettings settings) {
        this(settings, Heartbeat.INTERVAL);
    }

    Engine(EngineSettings settings, Duration progressInterval) {
        this.settings = settings;
        this.progressInterval = progressInterval;
        List<MigrationListener> listeners = new ArrayList<>();
        listeners.add(new LoggingListener());
        listeners.addAll(settings.listeners());
        Listeners all = new Listeners(listeners);
        this.listener = settings.schema().isPresent() ? all.inSchema(settings.schema().get()) : all;
    }

    @FunctionalInterface
    private interface Command<T> {
        T run(Session session) throws SQLException;
    }

    @Override
    public String set() {
        return settings.set();
    }

    @Override
    public List<String> schemas() {
        return settings.schema().map(List::of).orElse(List.of());
    }

    @Override
    public Engine inSchema(String schema) {
        return new Engine(settings.inSchema(schema), progressInterval);
    }

    /** The same commands, which ask the sources no more. */
    Engine withSourcesOfNow() {
        return new Engine(settings.with(sources()), progressInterval);
    }

    /**
     * Asks without a statement whether there can be schemas of these names.
     *
     * @throws InvalidSettingException when there cannot; all that are wrong are listed
     */
    void refuseImpossible(List<String> schemas) {
        try (Connection connection = new Connecting(settings, listener).connect()) {
            Dialect dialect = Dialects.of(connection, settings.dialects());
            List<String> objections = schemas.stream().flatMap(schema -> dialect.objectionToSchema(schema).stream()).distinct()
                    .toList();
            if (!objections.isEmpty()) {
                throw new InvalidSettingException("schemas: " + String.join("; ", objections));
            }
        } catch (SQLException e) {
            throw Failures.ofDatabase(settings.set(), e);
        }
    }

    @Override
    public StatusReport status() {
        List<Migration> sources = sources();
        return command(session -> {
            List<HistoryEntry> history = session.retry().untilFree(session.history()::readInFull);
            StatusView view = new StatusView(sources, history, lock(session, history));
            return new StatusReport(settings.set(), view.migrations(sources));
        });
    }

    private static StatusView.Lock lock(Session session, List<HistoryEntry> history) throws SQLException {
        boolean inProgress = history.stream().anyMatch(entry -> entry.applied().state() == AppliedState.IN_PROGRESS);
        return inProgress && session.dialect().isLocked(session.connection(), session.history().table())
                ? StatusView.Lock.HELD
                : StatusView.Lock.FREE;
    }

    @Override
    public PlanReport plan(Target target) {
        List<Migration> sources = sources();
        return plan(session -> migrating(sources, session, target), session -> adopting(sources, session).preview());
    }

    @Override
    public PlanReport planRollback(Target target) {
        List<Migration> sources = sources();
        return plan(session -> rollingBack(sources, session, target), session -> List.of());
    }

    /**
     * @param inherited what a set without a history would take over first
     */
    private PlanReport plan(Function<Session, Planning> planning, Command<List<AppliedMigration>> inherited) {
        return command(session -> {
            Planning.Decision decision = planning.apply(session).decision();
            List<AppliedMigration> history = session.retry().untilFree(session.history()::read);
            Plan plan = decision.plan(history, Set.of());
            if (history.isEmpty() && !plan.steps().isEmpty()) {
                plan = decision.plan(inherited.run(session), Set.of());
            }
            if (!plan.refusals().isEmpty()) {
                throw new RefusedException(settings.set(), plan.refusals());
            }
            Scripts scripts = session.scripts();
            scripts.inspect(plan.steps());
            return new PlanReport(settings.set(), plan.steps().stream().map(step -> planned(step, scripts)).toList(),
                    plan.warnings());
        });
    }

    private static PlannedStep planned(Step step, Scripts scripts) {
        List<String> statements = new ArrayList<>();
        if (step.work() instanceof Script script) {
            scripts.read(script, (Scripts.Visitor<RuntimeException>) statement -> statements.add(statement.text()));
        }
        return new PlannedStep(step.id(), step.direction(), step.work().location(), scripts.mode(step), statements);
    }

    @Override
    public RunReport migrate(Target target) {
        List<Migration> sources = sources();
        return run(session -> migrating(sources, session, target));
    }

    /**
     * Applies all that is pending where a first look has found that the history is not what was expected.
     *
     * @param look has the connection to go on with, which is closed in any case
     */
    public RunReport migrate(FirstLook look) {
        return migrate(look.connection(), run -> run.run(look.history().orElseThrow()));
    }

    /**
     * Applies all that is pending, where a connection could not be had a moment ago.
     *
     * @param failure why
     */
    public RunReport migrateAfter(Exception failure) {
        return migrate(new Connecting(settings, listener).connectAfter(failure), Run::run);
    }

    @FunctionalInterface
    private interface Running {
        RunReport of(Run run) throws SQLException;
    }

    private RunReport migrate(Connection given, Running running) {
        try (Session session = Session.on(given, settings, listener)) {
            List<Migration> sources = sources();
            return running.of(new Run(settings, session, listener, migrating(sources, session, Target.latest()),
                    progressInterval));
        } catch (SQLException e) {
            throw Failures.ofDatabase(settings.set(), e);
        }
    }

    /** Tells the listeners of a run that has found nothing to do, without them. */
    public void tell(RunReport report) {
        listener.afterRun(report);
    }

    @Override
    public RunReport rollback(Target target) {
        List<Migration> sources = sources();
        return run(session -> rollingBack(sources, session, target));
    }

    @Override
    public RunReport redo() {
        List<Migration> sources = sources();
        return run(session -> redoing(sources, session));
    }

    private RunReport run(Function<Session, Planning> planning) {
        return command(session -> new Run(settings, session, listener, planning.apply(session), progressInterval).run());
    }

    @Override
    public ChangeReport repair(Set<Repair> what) {
        return corrections(corrections -> corrections.repair(what));
    }

    @Override
    public ChangeReport resolve(MigrationId id, Resolution as) {
        return corrections(corrections -> corrections.resolve(id, as));
    }

    @Override
    public ChangeReport baseline(MigrationId id) {
        return corrections(corrections -> corrections.baseline(id));
    }

    @Override
    public AdoptionReport adopt(Adoption adoption) {
        List<Migration> sources = sources();
        return command(session -> adopting(sources, session).adopt(adoption));
    }

    private Adopting adopting(List<Migration> sources, Session session) {
        return new Adopting(settings, session, listener, sources);
    }

    @Override
    public ChangeReport markApplied(MigrationId id) {
        return corrections(corrections -> corrections.markApplied(id));
    }

    @Override
    public ChangeReport markAllApplied() {
        return corrections(Corrections::markAllApplied);
    }

    @FunctionalInterface
    private interface Correcting {
        ChangeReport apply(Corrections corrections) throws SQLException;
    }

    private ChangeReport corrections(Correcting correcting) {
        List<Migration> sources = sources();
        return command(session -> correcting.apply(new Corrections(settings.set(), session, sources)));
    }

    private Planning migrating(List<Migration> sources, Session session, Target target) {
        return new Planning(Direction.UP,
                (history, reverted) -> Planner.migrate(sources, history, target, settings.policies()),
                () -> adopting(sources, session).beforeFirstRun());
    }

    private static Planning rollingBack(List<Migration> sources, Session session, Target target) {
        return new Planning(Direction.DOWN, (history, reverted) -> new RollbackPlanner(sources, history,
                new StoredScripts(session)).plan(target));
    }

    private static Planning redoing(List<Migration> sources, Session session) {
        return new Planning(Direction.UP, (history, reverted) -> new RedoPlanner(sources, history,
                new StoredScripts(session)).plan(reverted));
    }

    @Override
    public CleanReport clean() {
        if (settings.cleaning() == Cleaning.REFUSED) {
            throw new CleanRefusedException("Nothing of set '" + settings.set()
                    + "' was dropped: clean is off. It is allowed with"
                    + " clean-allowed=true, in development mode and in tests only, and with cleanAllowed() of the builder");
        }
        return command(session -> {
            try (SetLock lock = session.lock(LockRequest.Kind.STEPWISE)) {
                return new CleanReport(settings.set(), session.retry()
                        .untilFree(() -> session.dialect().clean(session.connection(), session.history().table())));
            }
        });
    }

    @Override
    public ValidationReport validate() {
        List<Migration> sources = sources();
        return command(session -> {
            List<HistoryEntry> history = session.retry().untilFree(session.history()::readInFull);
            boolean running = lock(session, history) == StatusView.Lock.HELD;
            List<Discrepancy> discrepancies = new Comparison(sources, history.stream().map(HistoryEntry::applied).toList())
                    .discrepancies().stream().filter(d -> !running || d.kind() != Discrepancy.Kind.INTERRUPTED).toList();
            return new ValidationReport(settings.set(), discrepancies);
        });
    }

    private List<Migration> sources() {
        return new MergedSources(settings.set(), settings.sources()).migrations();
    }

    private <T> T command(Command<T> command) {
        int attempt = 1;
        while (true) {
            try (Session session = Session.open(settings, listener)) {
                try {
                    return command.run(session);
                } catch (SQLException e) {
                    if (attempt == CONNECTIONS || !session.dialect().hasLostItsDatabase(e)) {
                        throw e;
                    }
                    session.changed(); // the connection is of no use to the pool either
                    attempt++;
                }
            } catch (SQLException e) {
                throw Failures.ofDatabase(settings.set(), e);
            }
        }
    }
}
