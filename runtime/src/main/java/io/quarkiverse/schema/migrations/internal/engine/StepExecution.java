package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.SQLException;

import io.quarkiverse.schema.migrations.internal.plan.Step;

/** Takes one step: runs its script and writes the history. */
interface StepExecution {

    /** What became of a step. */
    enum Outcome {
        /** It is done, and the history says so. */
        DONE,
        /** Nothing was done: somebody else has written the history since the step was planned. */
        OVERTAKEN
    }

    /**
     * @param notes what to tell the history
     * @throws io.quarkiverse.schema.migrations.error.SchemaMigrationsException when the script fails
     * @throws SQLException when the database fails at something else
     */
    Outcome take(Step step, StepNotes notes) throws SQLException;
}
