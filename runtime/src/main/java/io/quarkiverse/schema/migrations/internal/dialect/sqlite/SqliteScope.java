package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/** The connection while one script runs on it. */
final class SqliteScope {

    private final Connection connection;
    private final RebuiltTables rebuilt;
    private final Optional<ForeignKeys> keys;
    private final Optional<SessionSettings> settings;
    private final Optional<Duration> lockTimeout;

    /**
     * @param rebuilt the tables that the script makes or renames
     * @param keys {@code PRAGMA foreign_keys} as the script wants it; empty: it does not say, or runs the pragma itself
     * @param settings what to restore; empty when the script changes nothing that belongs to the connection
     * @param lockTimeout how long its statements wait for the file; empty: as the connection has it
     */
    SqliteScope(Connection connection, RebuiltTables rebuilt, Optional<ForeignKeys> keys, Optional<SessionSettings> settings,
            Optional<Duration> lockTimeout) {
        this.connection = connection;
        this.rebuilt = rebuilt;
        this.keys = keys;
        this.settings = settings;
        this.lockTimeout = lockTimeout;
    }

    /** The first statement is about to run; in a transactional script the transaction has begun. */
    void begin() throws SQLException {
        if (lockTimeout.isPresent()) {
            settings.orElseThrow().waitFor(lockTimeout.get());
        }
        if (keys.isPresent()) {
            keys.get().begin();
        }
    }

    /** A statement is about to run. */
    void before(SqlStatement statement) throws SQLException {
        rebuilt.before(statement, connection);
    }

    /** The last statement has run, and the history is about to be written. */
    void end() throws SQLException {
        if (keys.isPresent()) {
            keys.get().end();
        }
        if (settings.isPresent()) {
            settings.get().restore();
        }
    }

    void close() throws SQLException {
        try {
            if (settings.isPresent()) {
                settings.get().restore();
                settings.get().dropWhatIsNew();
            }
        } finally {
            if (keys.isPresent()) {
                keys.get().close();
            }
        }
    }
}
