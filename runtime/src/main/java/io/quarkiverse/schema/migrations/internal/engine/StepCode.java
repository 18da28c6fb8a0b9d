package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.Executor;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptScope;
import io.quarkiverse.schema.migrations.internal.history.Progress;
import io.quarkiverse.schema.migrations.internal.plan.Remedies;
import io.quarkiverse.schema.migrations.internal.plan.Step;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/**
 * Runs the code of one step. Where the history cannot share a transaction with it, the history says before that it has begun,
 * and afterwards that it is done; in between it is unknown what became of it.
 */
final class StepCode {

    private static final String UNKNOWN = "The connection was lost; what was committed is unknown. ";
    private static final String KEPT = "What it had committed was kept. ";
    /** A savepoint; it is gone as soon as anything commits. */
    private static final String WITNESS = "schema_migrations_witness";

    private final String set;
    private final Session session;
    private final Step step;
    private final StepNotes notes;
    private final CodeMigration code;

    /**
     * @param set the set it belongs to
     * @param session where it runs
     */
    StepCode(String set, Session session, StepRunner.Work work, CodeMigration code) {
        this.set = set;
        this.session = session;
        this.step = work.step();
        this.notes = work.notes();
        this.code = code;
    }

    private record Context(Connection connection, String set, MigrationId id, Direction direction, String databaseKind)
            implements
                MigrationContext {
    }

    /** Runs the code in the transaction of its history row, and makes sure that it is the same one afterwards. */
    void callInTransaction() throws SQLException {
        session.execute("SAVEPOINT " + WITNESS);
        call(new TransactionConnection(session.connection()));
        try {
            session.execute("RELEASE SAVEPOINT " + WITNESS);
        } catch (SQLException e) {
            throw new MigrationFailedException(step.id(), Failures.subject(step) + " failed at " + step.work().shown()
                    + ": the code ended its transaction, or went on after a statement that had failed: "
                    + Failures.reason(e)
                    + "\nWhat it had committed was kept. If the migration is shown as interrupted: "
                    + Remedies.resolve(step.id()), e);
        }
    }

    /**
     * Runs the code.
     *
     * @param connection what it is given
     */
    private void call(Connection connection) throws SQLException {
        MigrationContext context = new Context(connection, set, step.id(), step.direction(),
                session.dialect().name().toLowerCase(Locale.ROOT));
        try {
            switch (step.direction()) {
                case UP -> code.up(context);
                case DOWN -> code.down(context);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.unexpected(e);
        } catch (Exception | Error e) {
            throw Failures.unexpected(e);
        }
    }

    /**
     * Runs the code without a transaction of its history row, and notes what became of it.
     *
     * @param scope closed by the caller
     */
    void runSeparately(ScriptScope scope) {
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
            call(new TransactionConnection(session.connection()));
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
            throw Failures.failed(step, null, failure,
                    kept ? consequence(step, failure) : Failures.rolledBack(step) + "Fix the code and retry.");
        }
    }

    private void alone(ScriptScope scope) {
        try {
            scope.begin();
            call(new LentConnection(session.connection()));
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
            throw new SQLException("the code deleted its own row from the history table, which it must not change");
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

    /** The connection as code sees it that runs its own transactions: it can do everything but end the connection. */
    private static final class LentConnection extends ForwardingConnection {

        LentConnection(Connection connection) {
            super(connection);
        }

        /** It goes on being used when the code is done with it. */
        @Override
        public void close() {
            // a scope of the code's own ends, not the connection
        }

        @Override
        public void abort(Executor executor) throws SQLException {
            throw new SQLException("a migration must not call abort(): the history is still to be written");
        }

        @Override
        public boolean getAutoCommit() throws SQLException {
            return connection().getAutoCommit();
        }

        @Override
        public void setAutoCommit(boolean autoCommit) throws SQLException {
            connection().setAutoCommit(autoCommit);
        }

        @Override
        public void commit() throws SQLException {
            connection().commit();
        }

        @Override
        public void rollback() throws SQLException {
            connection().rollback();
        }

        @Override
        public void rollback(Savepoint savepoint) throws SQLException {
            connection().rollback(savepoint);
        }

        @Override
        public Savepoint setSavepoint() throws SQLException {
            return connection().setSavepoint();
        }

        @Override
        public Savepoint setSavepoint(String name) throws SQLException {
            return connection().setSavepoint(name);
        }

        @Override
        public void releaseSavepoint(Savepoint savepoint) throws SQLException {
            connection().releaseSavepoint(savepoint);
        }
    }
}
