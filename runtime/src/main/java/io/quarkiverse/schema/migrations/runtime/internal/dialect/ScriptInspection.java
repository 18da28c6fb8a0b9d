package io.quarkiverse.schema.migrations.runtime.internal.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.schema.migrations.runtime.internal.script.SqlStatement;

/** Sees every statement of a script, in order, before any of it runs. */
public interface ScriptInspection {

    /** Why the statement cannot run in this way, and what to do; empty when it can. */
    Optional<String> objection(SqlStatement statement);

    /**
     * Prepares the session for the script, outside of a transaction.
     *
     * @param lockTimeout how long its statements may wait for locks of the database; empty: as the session has it
     */
    ScriptScope open(Connection connection, Optional<Duration> lockTimeout) throws SQLException;
}
