package io.quarkiverse.schema.migrations.internal.dialect;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/**
 * Runs one script and writes its history. In a transaction, both are kept together or not at all. Statement by statement,
 * a statement and its progress part as seldom as the database allows.
 * <p>
 * What it is given may wait and travel together with what follows, so that each call can fail for what an earlier one gave; a
 * {@link FailedStatementException} says which statement that was. Not thread-safe.
 */
public interface ScriptRun extends ScriptScope {

    /**
     * Begins the transaction that holds script and history; statement by statement there is none.
     *
     * @throws SQLException when another process is at work ({@link Dialect#isHeld}), so that it may be tried again, or the
     *         database fails
     */
    default void enter() throws SQLException {
        // there is no transaction around the script
    }

    /** Changes one row of the history before the script; when there is no such row, this or a later call fails. */
    void note(String write) throws SQLException;

    /** The statements that tell the history about one statement of a script; each is made when it is asked for. */
    interface Notes {

        /**
         * Notes that the statement is about to run, and that all before it are done.
         *
         * @param found an expression for a text: what there is to be seen before it has run
         */
        String begun(String found);

        /** Notes that the statement, and all before it, are done. */
        String done();
    }

    /**
     * Runs a statement. Statement by statement its progress is noted, together with it where that is possible; inside a
     * section that the script makes one by itself, at the section's end.
     */
    void run(SqlStatement statement, Notes notes) throws SQLException;

    /** Runs a statement again that an earlier attempt had finished, because it sets up the session. */
    default void repeat(SqlStatement statement) throws SQLException {
        throw new IllegalStateException("a transaction does not go on where another has stopped");
    }

    /** Lets code work on the connection until the end: everything that was given so far has run. */
    default void lend() throws SQLException {
        // nothing was kept back
    }

    /**
     * Changes the script's row of the history, and commits. May be tried again when another process is at work
     * ({@link Dialect#isHeld}).
     */
    void finish(String write) throws SQLException;

    /**
     * Returns what became of the statement that failed, as far as the failure tells: a failure of the driver says nothing
     * about the server, and a failure of the server may be of a part of what the statement does.
     *
     * @param failure thrown by one of the other methods
     */
    default StatementOutcome outcome(SQLException failure) {
        return failure instanceof FailedStatementException failed && failed.isOutcomeUnknown() ? StatementOutcome.UNKNOWN
                : StatementOutcome.NOT_DONE;
    }

    /** Gives up what was kept back, and what is open. */
    void abandon() throws SQLException;

    /**
     * How long the statements of one script may take.
     *
     * @param databaseLock how long each may wait for locks of the database; empty: as the session has it
     * @param statement how long each may run; empty: as the session has it
     */
    record ScriptLimits(Optional<Duration> databaseLock, Optional<Duration> statement) {
    }
}
