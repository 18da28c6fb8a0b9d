package io.quarkiverse.schema.migrations.internal.dialect;

import java.sql.SQLException;

import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/**
 * Runs a script statement by statement, so that statement and progress part as seldom as the database allows. It may keep
 * back what it is given and send it together with what follows; what fails then is told by a
 * {@link FailedStatementException}.
 */
public interface StepwiseExecution {

    /**
     * Notes that the script begins, before its first statement.
     *
     * @param insert inserts the history's row, and fails when there is one
     */
    void begin(String insert) throws SQLException;

    /** Runs a statement again that an earlier attempt had finished, because it sets up the session. */
    void repeat(SqlStatement statement) throws SQLException;

    /**
     * Runs a statement and notes the progress, together where that is possible. Inside a section that the script makes
     * one by itself, progress is noted at its end.
     */
    void execute(SqlStatement statement, StatementNotes notes) throws SQLException;

    /**
     * The last statement was given.
     *
     * @throws SQLException when the script leaves a section open
     */
    void end() throws SQLException;

    /**
     * Notes that the script is done. May be tried again when somebody else is at work ({@link Dialect#isHeld}).
     *
     * @param finished notes it
     */
    void finish(String finished) throws SQLException;

    /**
     * What became of the statement that failed, as far as the failure tells: the driver's own say nothing about the server,
     * and the server's may be of a part of what the statement does.
     *
     * @param failure thrown by one of the other methods
     */
    default StatementOutcome outcome(SQLException failure) {
        return failure instanceof FailedStatementException failed && failed.isOutcomeUnknown() ? StatementOutcome.UNKNOWN
                : StatementOutcome.NOT_DONE;
    }

    /** Something has failed: gives up what was kept back, and the section that is open, if one is. */
    void abandon() throws SQLException;
}
