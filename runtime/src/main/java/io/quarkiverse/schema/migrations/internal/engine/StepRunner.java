package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.internal.dialect.FailedStatementException;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptInspection;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptRun;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptRun.ScriptLimits;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptScope;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock;
import io.quarkiverse.schema.migrations.internal.history.Progress;
import io.quarkiverse.schema.migrations.internal.plan.Step;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.SourceProblem;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/**
 * Takes one step: runs its script or code, and writes the history. In a transaction both are there afterwards, or neither;
 * without one, the history says before that the step has begun.
 */
final class StepRunner {

    private static final String FIX = "Fix the %s and retry.";
    private static final String SCRIPT_WITHOUT_TRANSACTION = "The database does not run this inside a transaction: put"
            + " '-- schema-migrations: transaction=none' at the head of the script and retry.";
    private static final String CODE_WITHOUT_TRANSACTION = "The database does not run this inside a transaction: give the"
            + " migration @CodeMigrationId(transaction = TransactionMode.NONE) and retry.";
    private static final String READ_ONLY = "The session is read-only. Unless the script has asked for that, the database is a"
            + " replica: connect to the primary and retry.";
    private static final String HISTORY_GONE = "The script dropped the history table, or its schema: drop only what you mean to"
            + " drop, and retry.";
    private static final String UNANSWERED = "Either all of it was committed, or nothing. Retry: the history tells which.";
    private static final String UNKNOWN = "The connection was lost. " + UNANSWERED;

    private final EngineSettings settings;
    private final Session session;
    private final Scripts scripts;
    private final SetLock lock;

    /**
     * @param settings whose sources have the code
     * @param session where steps are taken
     * @param scripts looked through already
     * @param lock held by the session
     */
    StepRunner(EngineSettings settings, Session session, Scripts scripts, SetLock lock) {
        this.settings = settings;
        this.session = session;
        this.scripts = scripts;
        this.lock = lock;
    }

    /** What became of a step. */
    enum Outcome {
        /** It is done, and the history says so. */
        DONE,
        /** Nothing was done: another process has written the history since the step was planned. */
        OVERTAKEN
    }

    /** Is asked when a step begins, inside its transaction where there is one. */
    interface Beginning {

        /** Whether another process has written the history since the step was planned. */
        boolean isOvertaken() throws SQLException;

        /** The step begins; an exception prevents it. */
        void announce();
    }

    /**
     * What to do in one step.
     *
     * @param notes what to tell the history
     * @param limits how long its statements may take
     */
    record Work(Step step, StepNotes notes, ScriptLimits limits, Beginning beginning) {

        /** Announces it, unless it is overtaken. */
        private boolean begins() throws SQLException {
            if (beginning.isOvertaken()) {
                return false;
            }
            beginning.announce();
            return true;
        }
    }

    private interface Body {
        void run(ScriptRun run) throws SQLException;
    }

    /**
     * @param notes what to tell the history
     * @throws SchemaMigrationsException when the script fails, or no source has the step's code
     * @throws SQLException when the database fails at something else
     */
    Outcome take(Step step, StepNotes notes, Beginning beginning) throws SQLException {
        Work work = new Work(step, notes, settings.limits().of(step.work().options()), beginning);
        boolean transactional = scripts.mode(step) == TransactionMode.TRANSACTION;
        if (step.work() instanceof Script script) {
            ScriptInspection inspection = scripts.facts(script).inspection();
            return transactional ? inTransaction(work, inspection, run -> runAll(script, run))
                    : stepwise(work, script, inspection);
        }
        StepCode code = new StepCode(settings.set(), session, work, code(step, (Code) step.work()));
        if (!transactional) {
            return separately(work, code);
        }
        ScriptInspection inspection = session.dialect().inspect(TransactionMode.TRANSACTION);
        inspection.seeCode();
        return inTransaction(work, inspection, run -> {
            run.lend();
            code.callInTransaction();
        });
    }

    private CodeMigration code(Step step, Code code) {
        return settings.sources().code(step.id(), code)
                .orElseThrow(() -> new InvalidSourcesException(settings.set(), List.of(new SourceProblem(code.location(),
                        "the source of '" + step.id() + "' does not return its code: return it from code(id, code)"))));
    }

    private Outcome inTransaction(Work work, ScriptInspection inspection, Body body) throws SQLException {
        try (ScriptRun run = inspection.open(session.connection(), lock, work.limits())) {
            session.retry().untilFree(() -> {
                run.enter();
                return null;
            });
            try {
                if (!work.begins()) {
                    run.abandon();
                    return Outcome.OVERTAKEN;
                }
                run.note(work.step().work() instanceof Script ? work.notes().doneInTransaction()
                        // should the code end the transaction, what stays is an interrupted migration
                        : work.notes().begun());
                inTransaction(work, run, body);
                return Outcome.DONE;
            } catch (SQLException | RuntimeException | Error e) {
                abandon(run, e);
                throw e;
            }
        }
    }

    private void inTransaction(Work work, ScriptRun run, Body body) throws SQLException {
        Step step = work.step();
        boolean committing = false;
        try {
            run.begin();
            body.run(run);
            run.end();
            committing = true;
            session.retry().untilFree(() -> {
                run.finish(work.notes().finished());
                return null;
            });
        } catch (SQLException e) {
            if (session.dialect().hasLostItsDatabase(e)) {
                throw e;
            }
            throw Failures.failed(step, null, e, consequence(step, e));
        } catch (SchemaMigrationsException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            SQLException failure = Failures.unexpected(e);
            throw Failures.failed(step, null, failure, committing ? UNANSWERED : consequence(step, failure));
        }
    }

    private void runAll(Script script, ScriptRun run) throws SQLException {
        scripts.read(script, (Scripts.Visitor<SQLException>) statement -> {
            try {
                run.run(statement, null);
            } catch (FailedStatementException e) {
                throw e;
            } catch (SQLException e) {
                throw new FailedStatementException(statement, "", e);
            }
        });
    }

    private String consequence(Step step, SQLException failure) {
        boolean script = step.work() instanceof Script;
        if (Failures.isConnectionLost(failure)) {
            return UNKNOWN;
        }
        String remedy = String.format(FIX, script ? "script" : "code");
        if (Failures.needsNoTransaction(failure)) {
            remedy = script ? SCRIPT_WITHOUT_TRANSACTION : CODE_WITHOUT_TRANSACTION;
        } else if (Failures.isHistoryGone(failure, session)) {
            remedy = HISTORY_GONE;
        } else if (Failures.isReadOnly(failure)) {
            remedy = READ_ONLY;
        }
        return Failures.rolledBack(step) + remedy;
    }

    /** Best effort: some databases roll back by themselves after some failures, and a lost connection has no more to say. */
    private static void abandon(ScriptRun run, Throwable failure) {
        try {
            run.abandon();
        } catch (SQLException | RuntimeException | Error e) {
            Failures.suppress(failure, e);
        }
    }

    private Outcome stepwise(Work work, Script script, ScriptInspection inspection) throws SQLException {
        Step step = work.step();
        Progress.Mark done = step.start() == Step.Start.RESUME ? new ResumePoint(session, scripts, step, script).find()
                : new Progress().mark();
        boolean withScript = beginsWithScript(step);
        if (withScript ? !work.begins() : !begin(work, done)) {
            return Outcome.OVERTAKEN;
        }
        try (ScriptRun run = inspection.open(session.connection(), lock, work.limits())) {
            new StepwiseScript(session, scripts, work, run).run(script,
                    withScript ? Optional.of(work.notes().begun()) : Optional.empty(), done);
        }
        return Outcome.DONE;
    }

    /**
     * Where nothing runs outside of the lock no one can have moved the history, and the key of a new row alone keeps a
     * second runner out: it needs no transaction, and so no round trip, of its own.
     */
    private boolean beginsWithScript(Step step) {
        return step.start() == Step.Start.FIRST_TIME && step.direction() == Direction.UP
                && !session.dialect().hasTransactionalDdl();
    }

    private Outcome separately(Work work, StepCode code) throws SQLException {
        if (!begin(work, new Progress().mark())) {
            return Outcome.OVERTAKEN;
        }
        try (ScriptScope scope = session.dialect().inspect(TransactionMode.NONE).openForCode(session.connection(), lock,
                work.limits())) {
            code.runSeparately(scope);
        }
        return Outcome.DONE;
    }

    /**
     * Notes that a step begins, in a transaction of its own.
     *
     * @param done what an earlier attempt has done
     * @return whether it does: it is not overtaken
     */
    private boolean begin(Work work, Progress.Mark done) throws SQLException {
        Step step = work.step();
        session.begin();
        try {
            if (!work.begins()) {
                session.execute("ROLLBACK");
                return false;
            }
            if (session.execute(work.notes().begun()) != 1) {
                throw new SQLException("the history's row of '" + step.id() + "' is not as it was read");
            }
            if (step.start() == Step.Start.RESUME) {
                session.execute(work.notes().progress(done));
            }
            session.commit();
            return true;
        } catch (SQLException | RuntimeException | Error e) {
            session.rollback(e);
            throw e;
        }
    }
}
