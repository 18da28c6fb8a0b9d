package io.quarkiverse.schema.migrations.runtime.internal.execution;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.LockRequest;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.SetLock;
import io.quarkiverse.schema.migrations.runtime.internal.history.History;

/** One command's connection: lock, scripts and history use this one and no other. */
final class Session implements AutoCloseable {

    private final EngineSettings settings;
    private final Connection connection;
    private final Dialect dialect;
    private History history;
    private final Runnable waiting;
    private final Patience patience;
    private boolean scriptsHaveRun;

    private Session(EngineSettings settings, Connection connection, MigrationListener listener) throws SQLException {
        this.settings = settings;
        this.connection = connection;
        this.dialect = Dialects.of(connection);
        if (settings.schema().isPresent()) {
            refuseImpossible(settings.schema().get());
        }
        this.history = new History(connection, dialect, dialect.resolve(connection, settings.historyTable()),
                settings.application());
        this.waiting = () -> listener.waitingForLock(settings.set(), settings.limits().lock());
        this.patience = new Patience(dialect, settings.limits().lock(), waiting);
    }

    /**
     * Takes a connection and finds out what is behind it, without a statement.
     *
     * @throws DatabaseException when there is none to be had
     */
    static Session open(EngineSettings settings, MigrationListener listener) throws SQLException {
        return on(new Connecting(settings, listener).connect(), settings, listener);
    }

    /** The same on a connection that there is already; closed with the session, or when there will be none. */
    static Session on(Connection connection, EngineSettings settings, MigrationListener listener) throws SQLException {
        try {
            if (!connection.getAutoCommit()) {
                connection.setAutoCommit(true);
            }
            return new Session(settings, connection, listener);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    Dialect dialect() {
        return dialect;
    }

    History history() {
        return history;
    }

    /** The scripts of the command, none of them read yet. */
    Scripts scripts() {
        return new Scripts(settings.set(), dialect, settings.placeholders());
    }

    Patience patience() {
        return patience;
    }

    /** Runs a statement of ours. */
    int execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /**
     * Makes this the set's only runner. Where the history is, is settled now and not before, so that a look at it costs
     * one statement.
     */
    SetLock lock(LockRequest.Kind kind) throws SQLException {
        history = history.located();
        return dialect.lock(connection, new LockRequest(history.table(),
                "process " + ProcessHandle.current().pid() + ", " + settings.application(), kind, settings.limits().lock(),
                waiting));
    }

    private void refuseImpossible(String schema) {
        dialect.objectionToSchema(schema).ifPresent(objection -> {
            throw new InvalidSettingException(objection);
        });
    }

    /** Has names without a schema mean the set's, where it has one, and makes that where it is absent. */
    void enterSchema() {
        settings.schema().ifPresent(schema -> {
            try {
                dialect.enterSchema(connection, schema);
            } catch (SQLException e) {
                throw new DatabaseException("The schema '" + schema + "' cannot be made or used: " + Failures.reason(e)
                        + ". Make it first, or connect as a user who may; nothing was run", e);
            }
        });
    }

    /** Begins a transaction, as soon as others let it. */
    void begin() throws SQLException {
        patience.untilFree(() -> {
            dialect.begin(connection);
            return null;
        });
    }

    /** Commits what was begun, as soon as others let it. */
    void commit() throws SQLException {
        patience.untilFree(() -> execute("COMMIT"));
    }

    /** Gives up what was begun, after a failure. */
    void rollback(Throwable failure) {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            // the database has rolled back by itself, as SQLite does after some failures, or is gone
            failure.addSuppressed(e);
        }
    }

    /** From now on the session may be other than it was, and must not go back to the pool. */
    void scriptsRun() {
        scriptsHaveRun = true;
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (scriptsHaveRun && dialect.outlivesItsConnections(connection)) {
                settings.retirement().retire(connection);
            }
        }
    }
}
