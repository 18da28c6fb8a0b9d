package io.quarkiverse.schema.migrations.runtime.internal.execution;

import java.sql.SQLException;

import io.quarkiverse.schema.migrations.error.InterruptedMigrationException;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.plan.Step;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.HistoryWatch;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.Replay;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.ScriptLimits;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.ScriptScope;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.SqlRunner;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.StepwiseExecution;
import io.quarkiverse.schema.migrations.runtime.internal.history.Progress;
import io.quarkiverse.schema.migrations.runtime.internal.script.SqlStatement;

/**
 * Statement by statement, each followed by its progress in the history; goes on where an earlier attempt stopped.
 */
final class StepwiseRun implements StepExecution {

    private static final String CONSEQUENCE = "What comes before that statement is done and noted. Correct the script from there on,"
            + " or what it works on, and try again: it goes on at that statement.";

    private final Session session;
    private final Scripts scripts;
    private final Limits limits;
    private final HistoryWatch watch;
    private SqlStatement current;

    /**
     * @param watch tells whether the history on which the steps were planned still holds
     */
    StepwiseRun(Session session, Scripts scripts, Limits limits, HistoryWatch watch) {
        this.session = session;
        this.scripts = scripts;
        this.limits = limits;
        this.watch = watch;
    }

    @Override
    public Outcome take(Step step, StepNotes notes) throws SQLException {
        ScriptFacts facts = scripts.facts(step.script());
        Progress.Mark done = step.start() == Step.Start.RESUME ? session.history().mark(step.id())
                : new Progress().mark();
        refuseIfChanged(step, done);
        if (begin(step, notes) == Outcome.OVERTAKEN) {
            return Outcome.OVERTAKEN;
        }
        ScriptLimits scriptLimits = limits.of(step.script().options());
        try (ScriptScope scope = facts.inspection().open(session.connection(), scriptLimits)) {
            runScript(step, notes, scope, done);
            session.patience().untilFree(() -> session.execute(notes.finished()));
        }
        return Outcome.DONE;
    }

    /** The part that is done must still be what the script says, and must not have left anything in the old session. */
    private void refuseIfChanged(Step step, Progress.Mark done) {
        if (done.statements() == 0) {
            return;
        }
        MigrationId id = step.id();
        Progress progress = new Progress();
        scripts.read(step.script(), (Scripts.Visitor<RuntimeException>) statement -> {
            if (progress.statements() == done.statements()) {
                return;
            }
            progress.add(statement.text());
            if (session.dialect().replay(statement) == Replay.LOST) {
                throw new InterruptedMigrationException(id,
                        interrupted(id, done) + "what " + Scripts.place(step.script(), statement)
                                + " made for its session is gone (" + statement.head()
                                + "). Finish or revert by hand what the script has begun, and say so with resolve");
            }
        });
        if (!progress.mark().equals(done)) {
            throw new InterruptedMigrationException(id, interrupted(id, done) + step.script().location()
                    + " has changed in the part that is done. Restore that part; only what comes after it may change");
        }
    }

    private static String interrupted(MigrationId id, Progress.Mark done) {
        return "'" + id + "' was interrupted after " + done.statements()
                + (done.statements() == 1 ? " statement" : " statements")
                + ", and cannot go on: ";
    }

    private Outcome begin(Step step, StepNotes notes) throws SQLException {
        session.begin();
        try {
            if (watch.moved()) {
                session.execute("ROLLBACK");
                return Outcome.OVERTAKEN;
            }
            if (session.execute(notes.begun()) != 1) {
                throw new SQLException("the history's row of '" + step.id() + "' is not as it was read");
            }
            session.commit();
            return Outcome.DONE;
        } catch (SQLException | RuntimeException e) {
            session.rollback(e);
            throw e;
        }
    }

    private void runScript(Step step, StepNotes notes, ScriptScope scope, Progress.Mark done) throws SQLException {
        current = null;
        try (SqlRunner runner = SqlRunner.on(session.connection(),
                limits.of(step.script().options()).statement())) {
            StepwiseExecution execution = session.dialect().stepwise(runner);
            try {
                scope.begin();
                Progress progress = new Progress();
                scripts.read(step.script(), (Scripts.Visitor<SQLException>) statement -> {
                    current = statement;
                    progress.add(statement.text());
                    if (progress.statements() > done.statements()) {
                        scope.before(statement);
                        execution.execute(statement, notes.progress(progress.mark()));
                    } else if (session.dialect().replay(statement) == Replay.RUN_AGAIN) {
                        runner.run(statement.text());
                    }
                });
                current = null;
                execution.end();
                scope.end();
            } catch (SQLException e) {
                noteFailure(notes, execution, e);
                throw Failures.failed(step, current, e, CONSEQUENCE);
            }
        }
    }

    /** Best effort: without the note the migration counts as interrupted, and goes on at the same statement. */
    private void noteFailure(StepNotes notes, StepwiseExecution execution, SQLException failure) {
        try {
            execution.abandon();
        } catch (SQLException e) {
            // the database has given up the section by itself
            failure.addSuppressed(e);
        }
        try {
            session.execute(notes.failed(Failures.reason(failure)));
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
