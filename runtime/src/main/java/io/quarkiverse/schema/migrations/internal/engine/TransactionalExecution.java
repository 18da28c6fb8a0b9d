package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.SQLException;

import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.internal.dialect.HistoryWatch;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptScope;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptTransaction;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock;
import io.quarkiverse.schema.migrations.internal.plan.Step;

/** A step's work and its history row in one transaction: both are there afterwards, or neither. */
final class TransactionalExecution implements StepExecution {

    private static final String NOTHING_KEPT = "Nothing of it was kept. Correct the %s, or what it works on, and try again.";
    private static final String UNKNOWN = "The connection is lost: either all of it was kept, or nothing. Try again: the history"
            + " tells which.";
    private static final String READ_ONLY = "Nothing of it was kept. The session may only read: if the script has not asked for"
            + " that, the database is a replica or the like. Connect to the one that may be written, and try again.";

    private static final String HISTORY_GONE = "Nothing of it was kept. It has dropped the history table, or what holds it: drop"
            + " only what you mean, and try again.";
    private static final String UNANSWERED = "Either all of it was kept, or nothing. Try again: the history tells which.";

    private final Session session;
    private final SetLock lock;
    private final TransactionalWork work;
    private final HistoryWatch watch;
    private boolean committing;

    /**
     * @param lock opens the transactions
     * @param watch tells whether the history on which the steps were planned still holds
     */
    TransactionalExecution(Session session, SetLock lock, TransactionalWork work, HistoryWatch watch) {
        this.session = session;
        this.lock = lock;
        this.work = work;
        this.watch = watch;
    }

    @Override
    public Outcome take(Step step, StepNotes notes) throws SQLException {
        try (ScriptScope scope = work.open(session.connection());
                ScriptTransaction transaction = lock.transaction(work.limits())) {
            session.retry().untilFree(() -> {
                transaction.begin();
                return null;
            });
            try {
                return inTransaction(step, notes, scope, transaction);
            } catch (SQLException | RuntimeException | Error e) {
                rollback(transaction, e);
                throw e;
            }
        }
    }

    private Outcome inTransaction(Step step, StepNotes notes, ScriptScope scope, ScriptTransaction transaction)
            throws SQLException {
        if (watch.moved()) {
            transaction.rollback();
            return Outcome.OVERTAKEN;
        }
        transaction.note(work.begun(notes));
        try {
            scope.begin();
            work.run(scope, transaction);
            scope.end();
            transaction.end(notes.finished());
            committing = true;
            session.retry().untilFree(() -> {
                transaction.commit();
                return null;
            });
        } catch (SQLException e) {
            if (session.dialect().hasLostItsDatabase(e)) {
                throw e;
            }
            throw Failures.failed(step, null, e, consequence(e));
        } catch (SchemaMigrationsException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            SQLException failure = CodeFailure.of(e);
            throw Failures.failed(step, null, failure, committing ? UNANSWERED : consequence(failure));
        }
        return Outcome.DONE;
    }

    private String consequence(SQLException failure) {
        if (Failures.isConnectionLost(failure)) {
            return UNKNOWN;
        }
        if (Failures.needsNoTransaction(failure)) {
            return work.withoutTransaction();
        }
        if (Failures.isHistoryGone(failure, session)) {
            return HISTORY_GONE;
        }
        return Failures.isReadOnly(failure) ? READ_ONLY : String.format(NOTHING_KEPT, work.noun());
    }

    /** Best effort: some databases roll back by themselves after some failures, and a lost connection has no more to say. */
    private static void rollback(ScriptTransaction transaction, Throwable failure) {
        try {
            transaction.rollback();
        } catch (SQLException | RuntimeException | Error e) {
            Failures.suppress(failure, e);
        }
    }
}
