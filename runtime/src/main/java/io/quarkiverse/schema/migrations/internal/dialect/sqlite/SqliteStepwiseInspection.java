package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.dialect.ScriptInspection;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptRun;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptRun.ScriptLimits;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock;
import io.quarkiverse.schema.migrations.internal.dialect.SqlRunner;
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
    public ScriptRun open(Connection connection, SetLock lock, ScriptLimits limits) throws SQLException {
        Optional<Duration> lockTimeout = limits.databaseLock();
        Optional<SessionSettings> settings = touchesSession || lockTimeout.isPresent()
                ? Optional.of(SessionSettings.remember(connection))
                : Optional.empty();
        return new SqliteStepwise(new SqliteScope(connection, rebuilt, Optional.empty(), settings, lockTimeout),
                SqlRunner.on(connection, limits.statement()));
    }

    @Override
    public void seeCode() {
        touchesSession = true;
    }
}
