package io.quarkiverse.schema.migrations.runtime.internal.execution;

import java.sql.SQLException;

import io.quarkiverse.schema.migrations.plan.Step;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.HistoryWatch;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.ScriptScope;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.ScriptTransaction;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.SetLock;
import io.quarkiverse.schema.migrations.runtime.internal.script.SqlStatement;

/** Script and history row in one transaction: both are there afterwards, or neither. */
final class TransactionalExecution implements StepExecution {

    private static final String NOTHING_KEPT = "Nothing of it was kept. Correct the script, or what it works on, and try again.";
    private static final String UNKNOWN = "The connection is lost: either all of it was kept, or nothing. Try again: the history"
            + " tells which.";

    private final Session session;
    private final SetLock lock;
    private final ReadyScript script;
    private final HistoryWatch watch;
    private SqlStatement current;

    /**
     * @param lock opens the transactions
     * @param watch tells whether the history on which the steps were planned still holds
     */
    TransactionalExecution(Session session, SetLock lock, ReadyScript script, HistoryWatch watch) {
        this.session = session;
        this.lock = lock;
        this.script = script;
        this.watch = watch;
    }

    @Override
    public Outcome take(Step step, StepNotes notes) throws SQLException {
        try (ScriptScope scope = script.open(session.connection());
                ScriptTransaction transaction = lock.transaction(script.limits())) {
            session.patience().untilFree(() -> {
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
        transaction.note(notes.doneInTransaction());
        current = null;
        try {
            scope.begin();
            script.read((Scripts.Visitor<SQLException>) statement -> {
                current = statement;
                scope.before(statement);
                transaction.run(statement);
            });
            current = null;
            scope.end();
            transaction.end(notes.finished());
            session.patience().untilFree(() -> {
                transaction.commit();
                return null;
            });
        } catch (SQLException e) {
            if (session.dialect().hasLostItsDatabase(e)) {
                throw e;
            }
            throw Failures.failed(step, current, e, Failures.isConnectionLost(e) ? UNKNOWN : NOTHING_KEPT);
        }
        return Outcome.DONE;
    }

    /** Best effort: some databases roll back by themselves after some failures, and a lost connection has no more to say. */
    private static void rollback(ScriptTransaction transaction, Throwable failure) {
        try {
            transaction.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
