package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.jboss.logging.Logger;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.error.Secrets;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock.LockRequest;
import io.quarkiverse.schema.migrations.internal.dialect.TableName;
import io.quarkiverse.schema.migrations.internal.history.History;
import io.quarkiverse.schema.migrations.internal.script.Placeholders;
import io.quarkiverse.schema.migrations.model.SetName;

/** One command's connection: lock, scripts and history use this one and no other. */
final class Session implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.schema.migrations");

    private final EngineSettings settings;
    private final Connection connection;
    private final Dialect dialect;
    private History history;
    private final Retry.Waiting waiting;
    private final Retry retry;
    private final boolean autocommit;
    private boolean changed;

    private Session(EngineSettings settings, Connection connection, MigrationListener listener) throws SQLException {
        this.settings = settings;
        this.connection = connection;
        this.autocommit = connection.getAutoCommit();
        if (!autocommit) {
            connection.setAutoCommit(true);
        }
        this.dialect = settings.dialects().of(connection);
        if (settings.schema().isPresent()) {
            refuseImpossible(settings.schema().get());
        }
        this.history = new History(connection, dialect, dialect.resolve(connection, settings.historyTable()),
                settings.application());
        this.waiting = new Retry.Waiting(listener, settings.set(), settings.limits().lock());
        this.retry = new Retry(dialect, settings.limits().lock(), waiting);
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
            return new Session(settings, connection, listener);
        } catch (SQLException | RuntimeException | Error e) {
            try {
                connection.close();
            } catch (SQLException | RuntimeException | Error notClosed) {
                Failures.suppress(e, notClosed);
            }
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
        return new Scripts(this, settings.set(), new Placeholders(settings.placeholders()));
    }

    Retry retry() {
        return retry;
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
        changed();
        history = history.located();
        long began = System.nanoTime();
        try {
            return new Held(dialect.lock(connection, new LockRequest(history.table(),
                    "process " + ProcessHandle.current().pid() + ", " + settings.application(), kind, settings.limits().lock(),
                    () -> waiting.begin(began, "another process is migrating"))));
        } finally {
            waiting.end();
        }
    }

    /** It ends with the session at the latest, so a failure to release it says nothing about what was done under it. */
    private record Held(SetLock lock) implements SetLock {

        @Override
        public List<String> restore() {
            return lock.restore();
        }

        @Override
        public void close() {
            attempt(lock::close, "The lock could not be released before the connection is closed");
        }
    }

    /** The history table with the schema where it is or will be, even before that is settled. */
    TableName placeOfHistory() {
        TableName table = history.table();
        if (table.schema().isPresent() || settings.schema().isPresent()) {
            return table.schema().isPresent() ? table : table.in(settings.schema().get());
        }
        try {
            return dialect.locate(connection, table);
        } catch (SQLException e) {
            throw Failures.ofDatabase(settings.set(), e);
        }
    }

    private void refuseImpossible(String schema) {
        dialect.objectionToSchema(schema).ifPresent(objection -> {
            throw new InvalidSettingException(objection);
        });
    }

    /** Has names without a schema mean the set's, where it has one, and makes that where it is absent. */
    void enterSchema() {
        settings.schema().ifPresent(schema -> {
            changed();
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
        retry.untilFree(() -> {
            dialect.begin(connection);
            return null;
        });
    }

    /** Commits what was begun, as soon as others let it. */
    void commit() throws SQLException {
        retry.untilFree(() -> execute("COMMIT"));
    }

    /** Gives up what was begun, after a failure. */
    void rollback(Throwable failure) {
        try {
            execute("ROLLBACK");
        } catch (SQLException | RuntimeException | Error e) {
            // the database has rolled back by itself, as SQLite does after some failures, or is gone
            Failures.suppress(failure, e);
        }
    }

    /** Executes all of these in one transaction, or none; does nothing when there are none. */
    void executeTogether(List<String> statements) throws SQLException {
        if (statements.isEmpty()) {
            return;
        }
        begin();
        try {
            for (String statement : statements) {
                execute(statement);
            }
            commit();
        } catch (SQLException | RuntimeException e) {
            rollback(e);
            throw e;
        }
    }

    /** From now on the session may differ from what the pool gave, and must not go back to it. */
    void changed() {
        changed = true;
    }

    /** Whatever fails here, the command has its result already. */
    @Override
    public void close() {
        boolean restored = autocommit || attempt(() -> connection.setAutoCommit(false),
                "Autocommit could not be switched off again");
        if (!restored || changed && outlivesItsConnections()) {
            retire();
        }
        attempt(connection::close, "The connection could not be closed");
    }

    private boolean outlivesItsConnections() {
        try {
            return dialect.outlivesItsConnections(connection);
        } catch (SQLException | RuntimeException | Error e) {
            LOG.debug("The connection is lost already", Secrets.removed(e));
            return true;
        }
    }

    private void retire() {
        try {
            settings.surroundings().retire(connection);
        } catch (SQLException | RuntimeException | Error e) {
            LOG.warn(SetName.line(settings.set(), "the connection could not be retired, so the pool may lend it again with"
                    + " the settings of the migrations"), Secrets.removed(e));
        }
    }

    private static boolean attempt(Closing closing, String failure) {
        try {
            closing.run();
            return true;
        } catch (SQLException | RuntimeException | Error e) {
            LOG.debug(failure, Secrets.removed(e));
            return false;
        }
    }

    @FunctionalInterface
    private interface Closing {
        void run() throws SQLException;
    }

    /** Takes a command's connection, from a database that may come up later than we do. */
    static final class Connecting {

        private final EngineSettings settings;
        private final MigrationListener listener;

        /**
         * @param listener told of every try to come
         */
        Connecting(EngineSettings settings, MigrationListener listener) {
            this.settings = settings;
            this.listener = listener;
        }

        /**
         * @throws DatabaseException when the last try has failed as well, or the thread is interrupted while it waits
         */
        Connection connect() {
            try {
                return settings.dataSource().getConnection();
            } catch (SQLException | RuntimeException e) {
                // drivers and what gives them credentials throw what they like
                return connectAfter(e);
            }
        }

        /** The same, when the first try was made elsewhere and has failed. */
        Connection connectAfter(Exception failure) {
            EngineSettings.ConnectRetries retries = settings.connectRetries();
            Exception last = failure;
            for (int retry = 1; retry <= retries.count(); retry++) {
                listener.retryingConnection(settings.set(), retry, retries.count(), retries.interval(), reason(last));
                pause(last);
                try {
                    return settings.dataSource().getConnection();
                } catch (SQLException | RuntimeException e) {
                    last = e;
                }
            }
            throw new DatabaseException("Cannot connect to the database" + SetName.of(settings.set())
                    + (retries.count() == 0 ? "" : ", after " + counted(retries.count())) + ": " + reason(last)
                    + "\nCheck the URL and the user of the datasource, and that the database is running", last);
        }

        private static String counted(int retries) {
            return retries == 1 ? "1 retry" : retries + " retries";
        }

        private void pause(Exception failure) {
            try {
                Thread.sleep(settings.connectRetries().interval().toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                e.addSuppressed(failure);
                throw new DatabaseException(
                        "The thread was interrupted while it waited for the database" + SetName.of(settings.set()), e);
            }
        }

        /** Returns the driver's words, on one line and without passwords. */
        static String reason(Exception failure) {
            return Secrets.removed(String.valueOf(failure.getMessage()).strip().replaceAll("\\s*\\R\\s*", " "));
        }
    }
}
