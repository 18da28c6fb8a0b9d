package io.quarkiverse.schema.migrations.internal.dialect;

import java.sql.Connection;
import java.sql.SQLException;

import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/** A transaction that runs at once whatever it is given. */
public final class ImmediateTransaction implements ScriptTransaction {

    private final Dialect dialect;
    private final Connection connection;
    private final SqlRunner runner;

    /**
     * @param dialect begins it
     * @param connection where it runs; not closed with it
     * @param limits of which it keeps the time a statement may run
     */
    public ImmediateTransaction(Dialect dialect, Connection connection, ScriptLimits limits) throws SQLException {
        this.dialect = dialect;
        this.connection = connection;
        this.runner = SqlRunner.on(connection, limits.statement());
    }

    @Override
    public void begin() throws SQLException {
        dialect.begin(connection);
    }

    @Override
    public void note(String write) throws SQLException {
        if (runner.update(write) != 1) {
            throw new SQLException("the history's row is not as it was read");
        }
    }

    @Override
    public void run(SqlStatement statement) throws SQLException {
        try {
            runner.run(statement.text());
        } catch (SQLException e) {
            throw new FailedStatementException(statement, statement.position(), e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            throw new FailedStatementException(statement, statement.position(), e.toString(), new SQLException(e));
        }
    }

    @Override
    public void lend() {
        // nothing was kept back
    }

    @Override
    public void end(String write) throws SQLException {
        if (runner.update(write) != 1) {
            throw new SQLException("the migration has taken its own row out of the history: it must leave that table alone");
        }
    }

    @Override
    public void commit() throws SQLException {
        runner.update("COMMIT");
    }

    @Override
    public void rollback() throws SQLException {
        runner.update("ROLLBACK");
    }

    @Override
    public void close() throws SQLException {
        runner.close();
    }
}
