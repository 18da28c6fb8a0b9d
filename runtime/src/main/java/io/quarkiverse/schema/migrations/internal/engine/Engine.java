package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.Repair;
import io.quarkiverse.schema.migrations.Resolution;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.error.Secrets;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock.LockRequest;
import io.quarkiverse.schema.migrations.internal.engine.EngineSettings.Cleaning;
import io.quarkiverse.schema.migrations.internal.engine.Planning.StoredScripts;
import io.quarkiverse.schema.migrations.internal.history.ExpectedHistory;
import io.quarkiverse.schema.migrations.internal.history.History;
import io.quarkiverse.schema.migrations.internal.history.History.HistoryEntry;
import io.quarkiverse.schema.migrations.internal.plan.Comparison;
import io.quarkiverse.schema.migrations.internal.plan.Plan;
import io.quarkiverse.schema.migrations.internal.plan.Planner;
import io.quarkiverse.schema.migrations.internal.plan.Step;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.SetName;
import io.quarkiverse.schema.migrations.report.AdoptionReport;
import io.quarkiverse.schema.migrations.report.ChangeReport;
import io.quarkiverse.schema.migrations.report.CleanReport;
import io.quarkiverse.schema.migrations.report.PlanReport;
import io.quarkiverse.schema.migrations.report.PlannedStep;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StatusReport;
import io.quarkiverse.schema.migrations.report.ValidationReport;

/** The commands, each on a connection of its own. Development mode overrides what {@code migrate} plans. */
public class Engine implements SchemaMigrations {

    /** How many connections a command tries at most when they lead to a database that is gone. */
    private static final int CONNECTIONS = 10;
    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.schema.migrations");

    final EngineSettings settings;
    private final Duration progressInterval;
    private MigrationListener listener;

    /** @param settings all that it is made of */
    public Engine(EngineSettings settings) {
        this(settings, PROGRESS_INTERVAL);
    }

    Engine(EngineSettings settings, Duration progressInterval) {
        this.settings = settings;
        this.progressInterval = progressInterval;
    }

    public EngineSettings settings() {
        return settings;
    }

    synchronized MigrationListener listener() {
        if (listener == null) {
            List<MigrationListener> listeners = new ArrayList<>();
            listeners.add(new LoggingListener(settings.surroundings()));
            listeners.addAll(settings.surroundings().listeners());
            Listeners all = new Listeners(listeners);
            listener = settings.schema().isPresent() ? all.inSchema(settings.schema().get()) : all;
        }
        return listener;
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

    @Override
    public StatusReport status() {
        List<Migration> sources = sources();
        return command(session -> {
            List<HistoryEntry> history = session.retry().untilFree(session.history()::readInFull);
            StatusView view = new StatusView(comparison(sources, history), history, lock(session, history));
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
        return plan(session -> Planning.rollingBack(sources, session, target), session -> List.of());
    }

    /**
     * @param inherited what a set without a history would take over first
     */
    private PlanReport plan(Function<Session, Planning> planning, Command<List<AppliedMigration>> inherited) {
        return command(session -> {
            Planning.Decision decision = planning.apply(session).decision();
            List<AppliedMigration> history = session.retry().untilFree(session.history()::read);
            Plan plan = decision.plan(history, Set.of()).withRepeatables(Set.of());
            if (history.isEmpty() && !plan.steps().isEmpty()) {
                plan = decision.plan(inherited.run(session), Set.of()).withRepeatables(Set.of());
            }
            Failures.refuse(settings.set(), plan.refusals());
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
        return new PlannedStep(step.id(), step.direction(), step.work().location(),
                step.work().options().with(scripts.mode(step)), statements);
    }

    @Override
    public RunReport migrate(Target target) {
        return migrate(target, Optional.empty());
    }

    /**
     * Migrates, and has the database compare its history with what is expected first. When they agree, that is all that is
     * done, and neither sources nor planner are needed; when they do not, the answer is what the plan is made on.
     *
     * @param expected what the history holds when nothing is pending; empty when that is not known
     */
    public RunReport migrate(Target target, Optional<ExpectedHistory> expected) {
        if (expected.isPresent() && target instanceof Target.Latest) {
            return migrateUnless(expected.get());
        }
        return migrateAfterReading(target);
    }

    private RunReport migrateAfterReading(Target target) {
        List<Migration> sources = sources();
        return run(session -> migrating(sources, session, target));
    }

    private RunReport migrateUnless(ExpectedHistory expected) {
        long began = System.nanoTime();
        Connection connection = connect();
        Optional<List<AppliedMigration>> history;
        try {
            history = compare(connection, expected);
        } catch (SQLException | SchemaMigrationsException e) {
            close(connection);
            LOG.debugf(Secrets.removed(e), "The history%s could not be compared", SetName.of(settings.set()));
            return migrateAfterReading(Target.latest()); // fails in the same way where it must, and retries where it may
        } catch (RuntimeException | Error e) {
            close(connection);
            throw e;
        }
        if (history.isEmpty()) {
            close(connection);
            return nothingPending(Duration.ofNanos(System.nanoTime() - began));
        }
        try (Session session = Session.on(connection, settings, listener())) {
            List<Migration> sources = sources();
            return new Run(settings, session, listener(), migrating(sources, session, Target.latest()), progressInterval)
                    .run(history.get());
        } catch (SQLException e) {
            throw Failures.ofDatabase(settings.set(), e);
        }
    }

    /** The listeners hear of retries only, so they are made after the first failure. */
    private Connection connect() {
        try {
            return settings.dataSource().getConnection();
        } catch (SQLException | RuntimeException e) {
            return new Session.Connecting(settings, listener()).connectAfter(e);
        }
    }

    /** Returns what the history holds; empty when that is what is expected. Leaves the connection as it was. */
    private Optional<List<AppliedMigration>> compare(Connection connection, ExpectedHistory expected) throws SQLException {
        boolean autocommit = connection.getAutoCommit();
        if (!autocommit) {
            connection.setAutoCommit(true);
        }
        Dialect dialect = settings.dialects().of(connection);
        Optional<List<AppliedMigration>> history = new History(connection, dialect,
                dialect.resolve(connection, settings.historyTable()), settings.application()).readUnless(expected);
        if (!autocommit) {
            connection.setAutoCommit(false);
        }
        return history;
    }

    private void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException | RuntimeException e) {
            LOG.debugf(Secrets.removed(e), "The connection%s could not be closed", SetName.of(settings.set()));
        }
    }

    private RunReport nothingPending(Duration duration) {
        RunReport report = new RunReport(settings.set(), Direction.UP, List.of(), Optional.empty(), List.of(), List.of(), 0,
                List.of(), duration);
        MigrationListener hearing = settings.surroundings().isHeard(report) ? listener()
                : new LoggingListener(settings.surroundings());
        hearing.afterRun(report);
        return report;
    }

    @Override
    public RunReport rollback(Target target) {
        List<Migration> sources = sources();
        return run(session -> Planning.rollingBack(sources, session, target));
    }

    @Override
    public RunReport redo() {
        List<Migration> sources = sources();
        return run(session -> Planning.redoing(sources, session));
    }

    private RunReport run(Function<Session, Planning> planning) {
        return command(session -> new Run(settings, session, listener(), planning.apply(session), progressInterval).run());
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
        return new Adopting(settings, session, listener(), sources);
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
                (history, reverted) -> planned(sources, history, target, new StoredScripts(session)),
                () -> adopting(sources, session).beforeFirstRun());
    }

    /** Plans {@code migrate}. Where the history alone keeps a down script, it must be had from the last parameter. */
    Plan planned(List<Migration> sources, List<AppliedMigration> history, Target target, StoredScripts kept) {
        return Planner.migrate(sources, history, target, settings.policies());
    }

    @Override
    public CleanReport clean() {
        if (settings.cleaning() == Cleaning.REFUSED) {
            throw Failures.cleanRefused(settings.set());
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
            Comparison comparison = comparison(sources, history);
            List<Discrepancy> discrepancies = comparison.discrepancies().stream()
                    .filter(d -> !running || d.kind() != Discrepancy.Kind.INTERRUPTED).toList();
            return new ValidationReport(settings.set(), discrepancies,
                    sources.stream().filter(comparison::pending).map(Migration::id).toList());
        });
    }

    private Comparison comparison(List<Migration> sources, List<HistoryEntry> history) {
        return new Comparison(sources, history.stream().map(HistoryEntry::applied).toList(), settings.policies());
    }

    public Outlook outlook() {
        return new Outlook(settings);
    }

    private List<Migration> sources() {
        return settings.sources().migrations();
    }

    private <T> T command(Command<T> command) {
        for (int attempt = 1;; attempt++) {
            try (Session session = Session.open(settings, listener())) {
                try {
                    return command.run(session);
                } catch (SQLException e) {
                    if (attempt == CONNECTIONS || !session.dialect().hasLostItsDatabase(e)) {
                        throw e;
                    }
                    session.changed(); // the connection is of no use to the pool either
                }
            } catch (SQLException e) {
                throw Failures.ofDatabase(settings.set(), e);
            } catch (Error e) {
                throw Failures.ofProcess(settings.set(), e);
            }
        }
    }
}
