package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.SQLException;

import io.quarkiverse.schema.migrations.internal.dialect.HistoryWatch;
import io.quarkiverse.schema.migrations.internal.engine.StepExecution.Outcome;
import io.quarkiverse.schema.migrations.internal.history.Progress;
import io.quarkiverse.schema.migrations.internal.plan.Step;

/**
 * Notes that a step begins, in a transaction of its own.
 *
 * @param watch tells whether the history on which the steps were planned still holds
 */
record SeparateStart(Session session, HistoryWatch watch) {

    /** @param done what an earlier attempt has done */
    Outcome note(Step step, StepNotes notes, Progress.Mark done) throws SQLException {
        session.begin();
        try {
            if (watch.moved()) {
                session.execute("ROLLBACK");
                return Outcome.OVERTAKEN;
            }
            if (session.execute(notes.begun()) != 1) {
                throw new SQLException("the history's row of '" + step.id() + "' is not as it was read");
            }
            if (step.start() == Step.Start.RESUME) {
                session.execute(notes.progress(done));
            }
            session.commit();
            return Outcome.DONE;
        } catch (SQLException | RuntimeException | Error e) {
            session.rollback(e);
            throw e;
        }
    }
}
