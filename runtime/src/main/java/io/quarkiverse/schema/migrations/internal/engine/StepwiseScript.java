package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect.Interruption;
import io.quarkiverse.schema.migrations.internal.dialect.FailedStatementException;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptRun;
import io.quarkiverse.schema.migrations.internal.dialect.StatementOutcome;
import io.quarkiverse.schema.migrations.internal.history.Progress;
import io.quarkiverse.schema.migrations.internal.history.Progress.Reached;
import io.quarkiverse.schema.migrations.internal.plan.Remedies;
import io.quarkiverse.schema.migrations.internal.plan.Step;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;
import io.quarkiverse.schema.migrations.model.Script;

/**
 * Runs a script statement by statement, each followed by its progress in the history; goes on where an earlier attempt stopped.
 */
final class StepwiseScript {

    private static final String BEFORE = "The statements before it are done. ";
    private static final String NOT_DONE = "Fix the script from that statement on and retry: the migration resumes there.";
    private static final String UNKNOWN = "The failed statement may have committed a part of its work. Finish or undo by hand"
            + " what the script began, then call ";
    private static final String NOT_OF_SCRIPT = "Retry: the next run finds out what the server did, and resumes there.";
    private static final String LOST = "The connection was lost. " + NOT_OF_SCRIPT;
    private static final String HISTORY_GONE = "The script dropped the history table, or its schema. Drop only what you mean to drop."
            + " If the database rolled that back, retry; otherwise first restore the history table from a backup.";
    private static final String READ_ONLY = "The session is read-only. Unless the script has asked for that, the database is a"
            + " replica: connect to the primary and retry.";

    private final Session session;
    private final Scripts scripts;
    private final Step step;
    private final StepNotes notes;
    private final ScriptRun run;
    private SqlStatement current;
    /** Whether the database was asked for something and has not answered. */
    private boolean asked;

    /**
     * @param scripts have looked through the script
     * @param run closed by the caller
     */
    StepwiseScript(Session session, Scripts scripts, StepRunner.Work work, ScriptRun run) {
        this.session = session;
        this.scripts = scripts;
        this.step = work.step();
        this.notes = work.notes();
        this.run = run;
    }

    /**
     * @param begun notes that the script begins; empty when the history says so already
     * @param done the part that an earlier attempt has done
     */
    void run(Script script, Optional<String> begun, Progress.Mark done) {
        try {
            run.begin();
            if (begun.isPresent()) {
                run.note(begun.get());
            }
            runStatements(script, done);
            current = null;
            run.end();
            session.retry().untilFree(() -> {
                run.finish(notes.finished());
                return null;
            });
        } catch (SQLException e) {
            throw Failures.failed(step, current, e, settle(e));
        } catch (SchemaMigrationsException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            throw unanswered(Failures.unexpected(e));
        }
    }

    /** What is noted as failed is run again, so that this is said only of what was not sent. */
    private MigrationFailedException unanswered(SQLException failure) {
        attempt(failure, run::abandon);
        if (!asked && current != null) {
            attempt(failure, () -> session.execute(notes.failed(Failures.reason(failure))));
        }
        return Failures.failed(step, current, failure, NOT_OF_SCRIPT);
    }

    private void runStatements(Script script, Progress.Mark done) throws SQLException {
        Progress progress = new Progress();
        scripts.read(script, (Scripts.Visitor<SQLException>) statement -> {
            current = statement;
            Progress.Mark before = progress.mark();
            progress.add(statement.text());
            if (progress.statements() > done.statements()) {
                asked = true;
                run.run(statement, new Notes(notes, before, progress.mark()));
                asked = false;
            } else if (session.dialect().setsUpSession(statement)) {
                run.repeat(statement);
            }
        });
    }

    /** What the history is told about one statement, which stands between two marks. */
    private record Notes(StepNotes step, Progress.Mark before, Progress.Mark after) implements ScriptRun.Notes {

        @Override
        public String begun(String found) {
            return step.begunBehind(before, found);
        }

        @Override
        public String done() {
            return step.progress(after);
        }
    }

    /**
     * Finds out what the failure leaves, as far as that is to be known, and notes it. Without the note the migration counts as
     * interrupted, and the next run finds out.
     *
     * @return what to tell of it
     */
    private String settle(SQLException failure) {
        SqlStatement failed = failure instanceof FailedStatementException told ? told.statement() : current;
        String more = failure instanceof FailedStatementException told ? told.consequence() : "";
        attempt(failure, run::abandon);
        Settled settled = new Settled("", run.outcome(failure));
        try {
            settled = settled(failed, settled.outcome());
        } catch (SQLException e) {
            Failures.suppress(failure, e);
            if (Failures.isConnectionLost(failure) || Failures.isConnectionLost(e)) {
                return LOST + more;
            }
            if (session.dialect().isMissingTable(e)) {
                return HISTORY_GONE;
            }
        }
        if (settled.outcome() == StatementOutcome.NOT_DONE) {
            attempt(failure, () -> session.execute(notes.failed(Failures.reason(failure))));
        }
        if (Failures.isHistoryGone(failure, session)) {
            return HISTORY_GONE;
        }
        return settled.before() + (failed != null && settled.outcome() == StatementOutcome.UNKNOWN
                ? UNKNOWN + Remedies.resolving(step.id()) + '.'
                : next(failure, settled.outcome()) + more);
    }

    private static String next(SQLException failure, StatementOutcome outcome) {
        if (Failures.isReadOnly(failure)) {
            return READ_ONLY;
        }
        return outcome == StatementOutcome.NOT_DONE ? NOT_DONE : NOT_OF_SCRIPT;
    }

    /**
     * What is known of a failure.
     *
     * @param before what to tell of the statements before the one that failed
     * @param outcome what became of that one
     */
    private record Settled(String before, StatementOutcome outcome) {
    }

    /** Asks the history, and if need be the database, as the next run would do. */
    private Settled settled(SqlStatement failed, StatementOutcome outcome) throws SQLException {
        Reached reached = session.history().reached(step.id());
        int done = reached.done().statements();
        if (failed == null || done > failed.index()) {
            return new Settled("", failed == null ? outcome : StatementOutcome.DONE);
        }
        String before = done == 0 ? ""
                : done == failed.index() ? BEFORE
                        : done == 1 ? "The first statement is done. "
                                : "The first " + done + " statements are done. ";
        return new Settled(before, outcome != StatementOutcome.UNKNOWN ? outcome
                : session.dialect().outcomeOf(session.connection(), new Interruption(failed, reached.begun(), List.of())));
    }

    private static void attempt(SQLException failure, SqlWork work) {
        try {
            work.run();
        } catch (SQLException | RuntimeException | Error e) {
            // the database has given up by itself, or is gone
            Failures.suppress(failure, e);
        }
    }

    /** Something that the database may refuse. */
    private interface SqlWork {
        void run() throws SQLException;
    }
}
