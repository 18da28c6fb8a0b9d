package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import java.sql.SQLException;

import io.quarkiverse.schema.migrations.internal.dialect.FailedStatementException;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptRun;
import io.quarkiverse.schema.migrations.internal.dialect.SqlRunner;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/** Runs a script and writes its history in one transaction. */
final class SqliteTransaction implements ScriptRun {

    private final SqliteScope scope;
    private final SqlRunner runner;
    private boolean written;

    /**
     * @param scope the session of the script
     * @param runner runs its statements
     */
    SqliteTransaction(SqliteScope scope, SqlRunner runner) {
        this.scope = scope;
        this.runner = runner;
    }

    @Override
    public void enter() throws SQLException {
        SqliteDialect.beginImmediate(runner.connection());
    }

    @Override
    public void note(String write) throws SQLException {
        if (runner.update(write) != 1) {
            throw new SQLException("the history's row is not as it was read");
        }
    }

    @Override
    public void begin() throws SQLException {
        scope.begin();
    }

    @Override
    public void run(SqlStatement statement, Notes notes) throws SQLException {
        scope.before(statement);
        try {
            runner.run(statement.text());
        } catch (SQLException e) {
            throw new FailedStatementException(statement, statement.position(), e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            throw new FailedStatementException(statement, statement.position(), e.toString(), new SQLException(e));
        }
    }

    @Override
    public void end() throws SQLException {
        scope.end();
    }

    @Override
    public void finish(String write) throws SQLException {
        if (!written && runner.update(write) != 1) {
            throw new SQLException("the migration deleted its own row from the history table, which it must not change");
        }
        written = true;
        runner.update("COMMIT");
    }

    @Override
    public void abandon() throws SQLException {
        runner.update("ROLLBACK");
    }

    @Override
    public void close() throws SQLException {
        try {
            runner.close();
        } finally {
            scope.close();
        }
    }
}
