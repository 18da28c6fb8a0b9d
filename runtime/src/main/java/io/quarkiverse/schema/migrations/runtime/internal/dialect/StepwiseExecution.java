package io.quarkiverse.schema.migrations.runtime.internal.dialect;

import java.sql.SQLException;

import io.quarkiverse.schema.migrations.runtime.internal.script.SqlStatement;

/** Runs a script statement by statement, so that statement and progress part as seldom as the database allows. */
public interface StepwiseExecution {

    /**
     * Runs a statement and notes the progress, together where that is possible. Inside a section that the script makes
     * one by itself, progress is noted at its end.
     *
     * @param statement the statement
     * @param progress the statement that notes that this one, and all before it, are done; changes no row when the session
     *        is not the runner's any more
     */
    void execute(SqlStatement statement, String progress) throws SQLException;

    /**
     * The last statement has run.
     *
     * @throws SQLException when the script leaves a section open
     */
    void end() throws SQLException;

    /** A statement has failed: gives up the section that is open, if one is. */
    void abandon() throws SQLException;
}
