package io.quarkiverse.schema.migrations.runtime.internal.dialect.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.schema.migrations.runtime.internal.dialect.ScriptScope;
import io.quarkiverse.schema.migrations.runtime.internal.script.SqlStatement;

/** The connection while one script runs on it. */
final class SqliteScope implements ScriptScope {

    private final ForeignKeys keys;
    private final SessionSettings settings;

    private SqliteScope(ForeignKeys keys, SessionSettings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    /**
     * @param keys null in a script that runs statement by statement
     * @param remembered null when the script touches nothing that belongs to the connection
     */
    static SqliteScope open(Connection connection, ForeignKeys keys, SessionSettings remembered,
            Optional<Duration> lockTimeout) throws SQLException {
        SessionSettings settings = remembered;
        if (lockTimeout.isPresent()) {
            settings = settings != null ? settings : SessionSettings.remember(connection);
            settings.waitFor(lockTimeout.get());
        }
        return new SqliteScope(keys, settings);
    }

    @Override
    public void begin() throws SQLException {
        if (keys != null) {
            keys.begin();
        }
    }

    @Override
    public void before(SqlStatement statement) throws SQLException {
        if (keys != null) {
            keys.before(statement);
        }
    }

    @Override
    public void end() throws SQLException {
        if (keys != null) {
            keys.end();
        }
        if (settings != null) {
            settings.restore();
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            if (settings != null) {
                settings.restore();
                settings.dropWhatIsNew();
            }
        } finally {
            if (keys != null) {
                keys.close();
            }
        }
    }
}
