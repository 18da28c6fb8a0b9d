package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import java.sql.Connection;
import java.sql.SQLException;

import io.quarkiverse.schema.migrations.internal.dialect.ScriptLimits;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptScope;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/** The session while a script runs on it statement by statement, so that its settings live from one to the next. */
final class StepwiseScope implements ScriptScope {

    private final Connection connection;
    private final SessionState state;
    private final ScriptLimits limits;

    private StepwiseScope(Connection connection, SessionState state, ScriptLimits limits) {
        this.connection = connection;
        this.state = state;
        this.limits = limits;
    }

    static StepwiseScope open(Connection connection, ScriptLimits limits) throws SQLException {
        return new StepwiseScope(connection, SessionState.remember(connection), limits);
    }

    @Override
    public void begin() throws SQLException {
        Pipeline.on(connection).addAll(SessionState.limits(limits, "SET")).send();
    }

    @Override
    public void before(SqlStatement statement) {
        // nothing depends on it
    }

    /** The history is written next. */
    @Override
    public void end() throws SQLException {
        restore();
    }

    @Override
    public void close() throws SQLException {
        restore();
    }

    private void restore() throws SQLException {
        Pipeline.on(connection).addAll(state.restore()).addAll(SessionState.DROP_OBJECTS).send();
    }
}
