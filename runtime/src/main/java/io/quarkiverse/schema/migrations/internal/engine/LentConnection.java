package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.concurrent.Executor;

/** The connection as code sees it that runs its own transactions: it can do everything but end the connection. */
final class LentConnection extends ForwardingConnection {

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
        throw new SQLException("abort() is not for a migration to call: the history is still to be written");
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
