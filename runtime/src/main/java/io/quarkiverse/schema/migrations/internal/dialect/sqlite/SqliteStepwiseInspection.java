package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.dialect.ScriptInspection;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptLimits;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptScope;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/** What SQLite needs to know of a script that runs statement by statement. */
final class SqliteStepwiseInspection implements ScriptInspection {

    private final RebuiltTables rebuilt = new RebuiltTables();
    private boolean touchesSession;

    @Override
    public Optional<String> objection(SqlStatement statement) {
        SqliteWords words = SqliteWords.of(statement);
        touchesSession |= words.touchesSession();
        rebuilt.note(words);
        return words.endsWriting() ? Optional.of("the progress of the script could not be noted after this: remove it")
                : Optional.empty();
    }

    @Override
    public ScriptScope open(Connection connection, ScriptLimits limits) throws SQLException {
        Optional<Duration> lockTimeout = limits.databaseLock();
        Optional<SessionSettings> settings = touchesSession || lockTimeout.isPresent()
                ? Optional.of(SessionSettings.remember(connection))
                : Optional.empty();
        return new SqliteScope(connection, rebuilt, Optional.empty(), settings, lockTimeout);
    }

    @Override
    public ScriptScope openForCode(Connection connection, ScriptLimits limits) throws SQLException {
        touchesSession = true;
        return open(connection, limits);
    }
}
