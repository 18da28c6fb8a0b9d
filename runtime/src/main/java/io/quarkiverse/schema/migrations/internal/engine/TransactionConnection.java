package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.concurrent.Executor;

/**
 * The connection as code sees it that runs in a transaction of the engine's: it can do everything but end that. Savepoints
 * are made with SQL, because to the driver there is no transaction.
 */
final class TransactionConnection extends ForwardingConnection {

    private static final String SAVEPOINT = "schema_migrations_";

    private int savepoints;

    TransactionConnection(Connection connection) {
        super(connection);
    }

    @Override
    public boolean getAutoCommit() {
        return false;
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        if (autoCommit) {
            throw refusal("setAutoCommit(true)");
        }
    }

    @Override
    public void commit() throws SQLException {
        throw refusal("commit()");
    }

    @Override
    public void rollback() throws SQLException {
        throw refusal("rollback()");
    }

    @Override
    public void abort(Executor executor) throws SQLException {
        throw refusal("abort()");
    }

    private static SQLException refusal(String call) {
        return new SQLException(call + " must not be called by a migration: it would end the transaction, together with the"
                + " history. Throw an exception to roll it back; code that commits by itself needs transaction = NONE");
    }

    /** It goes on being used when the code is done with it. */
    @Override
    public void close() {
        // a scope of the code's own ends, not the connection
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        return set(new UnnamedSavepoint(++savepoints));
    }

    @Override
    public Savepoint setSavepoint(String name) throws SQLException {
        return set(new NamedSavepoint(++savepoints, name));
    }

    private OwnSavepoint set(OwnSavepoint savepoint) throws SQLException {
        execute("SAVEPOINT " + savepoint.sqlName());
        return savepoint;
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        execute("ROLLBACK TO SAVEPOINT " + own(savepoint).sqlName());
    }

    @Override
    public void releaseSavepoint(Savepoint savepoint) throws SQLException {
        execute("RELEASE SAVEPOINT " + own(savepoint).sqlName());
    }

    private static OwnSavepoint own(Savepoint savepoint) throws SQLException {
        if (savepoint instanceof OwnSavepoint own) {
            return own;
        }
        throw new SQLException("this savepoint is not of this transaction");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection().createStatement()) {
            statement.execute(sql);
        }
    }

    /** Whatever the code calls it, its name in SQL is ours, so that nothing has to be quoted. */
    private sealed interface OwnSavepoint extends Savepoint {
        int number();

        default String sqlName() {
            return SAVEPOINT + number();
        }
    }

    private record UnnamedSavepoint(int number) implements OwnSavepoint {
        @Override
        public int getSavepointId() {
            return number;
        }

        @Override
        public String getSavepointName() throws SQLException {
            throw new SQLException("this savepoint has no name");
        }
    }

    private record NamedSavepoint(int number, String name) implements OwnSavepoint {
        @Override
        public int getSavepointId() throws SQLException {
            throw new SQLException("this savepoint has a name, and so no number");
        }

        @Override
        public String getSavepointName() {
            return name;
        }
    }
}
