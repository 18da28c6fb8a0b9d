package io.quarkiverse.schema.migrations.runtime.internal.dialect.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import io.quarkiverse.schema.migrations.runtime.internal.dialect.ScriptInspection;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.ScriptLimits;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.ScriptScope;
import io.quarkiverse.schema.migrations.runtime.internal.script.SqlStatement;

/** What SQLite needs to know of a script that runs statement by statement: only whether it touches the session. */
final class StepwiseInspection implements ScriptInspection {

    private boolean touchesSession;

    @Override
    public Optional<String> objection(SqlStatement statement) {
        touchesSession |= SqliteWords.of(statement).touchesSession();
        return Optional.empty();
    }

    @Override
    public ScriptScope open(Connection connection, ScriptLimits limits) throws SQLException {
        SessionSettings settings = touchesSession ? SessionSettings.remember(connection) : null;
        return SqliteScope.open(connection, null, settings, limits.databaseLock());
    }
}
