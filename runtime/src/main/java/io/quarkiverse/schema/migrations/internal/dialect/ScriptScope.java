package io.quarkiverse.schema.migrations.internal.dialect;

import java.sql.SQLException;

import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/** The session while one script runs on it; closing it leaves the session as it was. */
public interface ScriptScope extends AutoCloseable {

    /** The first statement is about to run; in a transactional script the transaction has begun. */
    void begin() throws SQLException;

    /**
     * A statement is about to run.
     *
     * @throws SQLException when it must not
     */
    void before(SqlStatement statement) throws SQLException;

    /**
     * The last statement has run, and the history is about to be written.
     *
     * @throws SQLException when what the script has done must not be kept
     */
    void end() throws SQLException;

    @Override
    void close() throws SQLException;
}
