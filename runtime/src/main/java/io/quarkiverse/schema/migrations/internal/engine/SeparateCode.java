package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;

import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptScope;
import io.quarkiverse.schema.migrations.internal.history.Progress;
import io.quarkiverse.schema.migrations.internal.plan.Remedies;
import io.quarkiverse.schema.migrations.internal.plan.Step;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/**
 * Code that the history cannot share a transaction with: the history says before that it has begun, and afterwards that it
 * is done. In between nobody knows what became of it.
 */
final class SeparateCode {

    private static final String NOTHING_KEPT = "Nothing of it was kept. Correct the code, or what it works on, and try again.";
    private static final String UNKNOWN = "The connection is lost, and nobody knows how far it came: ";
    private static final String KEPT = "What it had committed by then was kept: ";
    /** Is gone as soon as anything commits. */
    private static final String WITNESS = "schema_migrations_witness";

    private final Session session;
    private final StepCode code;
    private final Step step;
    private final StepNotes notes;

    SeparateCode(Session session, StepCode code, StepRunner.Work work) {
        this.session = session;
        this.code = code;
        this.step = work.step();
        this.notes = work.notes();
    }

    /** @param scope closed by the caller */
    void run(ScriptScope scope) {
        if (step.work().options().transaction() == TransactionMode.TRANSACTION) {
            inTransaction(scope);
        } else {
            alone(scope);
        }
    }

    /** Definitions commit by themselves here; whoever only moves data gets all of it, or nothing. */
    private void inTransaction(ScriptScope scope) {
        try {
            scope.begin();
            session.begin();
            session.execute("SAVEPOINT " + WITNESS);
            code.call(new TransactionConnection(session.connection()));
            scope.end();
            finish();
            session.commit();
        } catch (SchemaMigrationsException e) {
            note(isAllRolledBack(e) ? notes.withdrawn() : notes.failed(e.toString()), e);
            throw e;
        } catch (SQLException | RuntimeException | Error e) {
            SQLException failure = Failures.unexpected(e);
            boolean kept = !isAllRolledBack(failure);
            note(kept ? notes.failed(Failures.reason(failure)) : notes.withdrawn(), failure);
            throw Failures.failed(step, null, failure, kept ? consequence(step, failure) : NOTHING_KEPT);
        }
    }

    private void alone(ScriptScope scope) {
        try {
            scope.begin();
            code.call(new LentConnection(session.connection()));
            if (!session.connection().getAutoCommit()) {
                session.connection().setAutoCommit(true); // which commits what is open, as it does everywhere
            }
            scope.end();
            session.begin();
            finish();
            session.commit();
        } catch (SchemaMigrationsException e) {
            giveUp(e);
            note(notes.failed(e.toString()), e);
            throw e;
        } catch (SQLException | RuntimeException | Error e) {
            SQLException failure = Failures.unexpected(e);
            giveUp(failure);
            note(notes.failed(Failures.reason(failure)), failure);
            throw Failures.failed(step, null, failure, consequence(step, failure));
        }
    }

    private void finish() throws SQLException {
        // the first of the two is refused to a session that has lost the lock
        if (session.execute(notes.progress(new Progress().mark())) != 1 || session.execute(notes.finished()) != 1) {
            throw new SQLException("the code has taken its own row out of the history: it must leave that table alone");
        }
    }

    /** Whether everything since the beginning could be rolled back; it is not when anything has committed. */
    private boolean isAllRolledBack(Throwable failure) {
        try (Statement statement = session.connection().createStatement()) {
            statement.execute("ROLLBACK TO SAVEPOINT " + WITNESS);
            // tables without transactions keep what they have, and the server says so
            SQLWarning warning = statement.getWarnings();
            session.rollback(failure);
            return warning == null;
        } catch (SQLException e) {
            session.rollback(failure);
            return false;
        }
    }

    private void giveUp(Throwable failure) {
        Connection connection = session.connection();
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException | RuntimeException | Error e) {
            Failures.suppress(failure, e);
        }
    }

    /** Best effort: without the note the migration counts as interrupted. */
    private void note(String write, Throwable failure) {
        try {
            session.execute(write);
        } catch (SQLException | RuntimeException | Error e) {
            Failures.suppress(failure, e);
        }
    }

    private static String consequence(Step step, SQLException failure) {
        return (Failures.isConnectionLost(failure) ? UNKNOWN : KEPT) + Remedies.resolve(step.id());
    }
}
