package io.quarkiverse.schema.migrations.internal.dialect;

import java.sql.SQLException;

/** The session while a script, or code in place of one, runs on it; closing it leaves the session as it was. */
public interface ScriptScope extends AutoCloseable {

    /** Prepares the session: the first statement is about to run, in a transactional script inside the transaction. */
    default void begin() throws SQLException {
        // everything was set when it was opened
    }

    /**
     * Brings the session back: the last statement was given, and the history is about to be written.
     *
     * @throws SQLException when what the script has done must not be kept
     */
    void end() throws SQLException;

    @Override
    void close() throws SQLException;
}
