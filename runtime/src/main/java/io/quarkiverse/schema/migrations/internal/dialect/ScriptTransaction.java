package io.quarkiverse.schema.migrations.internal.dialect;

import java.sql.SQLException;

import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/**
 * The transaction in which a script runs and the history is written. Whatever it is given may wait until it is
 * committed, so that all of it travels together: each call can fail for what an earlier one gave. For one thread.
 */
public interface ScriptTransaction extends AutoCloseable {

    /**
     * Begins.
     *
     * @throws SQLException when somebody else is at work ({@link Dialect#isHeld}), or the database fails
     */
    void begin() throws SQLException;

    /** Changes one row of the history; when there is no such row, this or the commit fails. */
    void note(String write) throws SQLException;

    /**
     * Runs a statement of the script.
     *
     * @throws FailedStatementException when it, or one before it, fails
     */
    void run(SqlStatement statement) throws SQLException;

    /**
     * The script ends its own transaction here, which is a part of this one: what the database does at its end is done
     * before the script changes the session again.
     *
     * @param commit the statement of the script, which is not sent
     */
    default void endOwn(SqlStatement commit) throws SQLException {
        // most do nothing that depends on the session
    }

    /** Lets code work on the connection until the end: everything that it was given so far has run. */
    void lend() throws SQLException;

    /** The script has run: the session is what it was before, and one row of the history is changed. */
    void end(String write) throws SQLException;

    /**
     * Commits; may be tried again when somebody else is at work ({@link Dialect#isHeld}).
     *
     * @throws FailedStatementException when a statement of the script fails
     */
    void commit() throws SQLException;

    /** Gives up what was begun. */
    void rollback() throws SQLException;

    @Override
    void close() throws SQLException;
}
