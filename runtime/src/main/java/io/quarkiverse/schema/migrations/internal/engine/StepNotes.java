package io.quarkiverse.schema.migrations.internal.engine;

import io.quarkiverse.schema.migrations.error.Secrets;
import io.quarkiverse.schema.migrations.internal.history.AppliedRow;
import io.quarkiverse.schema.migrations.internal.history.HistorySql;
import io.quarkiverse.schema.migrations.internal.history.Progress;
import io.quarkiverse.schema.migrations.internal.plan.Step;

/** The statements that tell the history about one step. Those that begin it change exactly one row, or it must not go on. */
interface StepNotes {

    /** It is done, said first thing in the transaction that does it. */
    String doneInTransaction();

    /** It has begun, said before its first statement where there is no transaction. */
    String begun();

    /** Its statements up to a mark are done. */
    String progress(Progress.Mark mark);

    /**
     * Its statements up to a mark are done, and the next one is about to run.
     *
     * @param found an expression: what there is to be seen before that
     */
    String begunBehind(Progress.Mark mark, String found);

    /** Its last statement is done. */
    String finished();

    /** A statement of it failed. */
    String failed(String reason);

    /** It failed after it was said to have begun, and left nothing behind. */
    String withdrawn();

    /**
     * @param order the place in the order of application that an applied migration is given
     * @param scripts the step's own have been looked through
     */
    static StepNotes of(Step step, HistorySql sql, long order, Scripts scripts) {
        if (step instanceof Step.Apply apply) {
            return new Applying(apply, sql,
                    AppliedRow.of(apply.migration(), order, scripts.statements(step), scripts.down(apply.migration())));
        }
        return new Reverting((Step.Revert) step, sql, scripts.statements(step));
    }

    /** What the history is told about a migration that is applied. */
    record Applying(Step.Apply step, HistorySql sql, AppliedRow entry) implements StepNotes {

        @Override
        public String doneInTransaction() {
            return step.start() == Step.Start.FIRST_TIME ? sql.insertApplied(entry) : sql.updateApplied(entry);
        }

        @Override
        public String begun() {
            return switch (step.start()) {
                case FIRST_TIME -> sql.insertStarted(entry);
                case AGAIN -> sql.updateStarted(entry);
                case RESUME -> sql.updateResumed(entry);
            };
        }

        @Override
        public String progress(Progress.Mark mark) {
            return sql.updateProgress(step.id(), mark);
        }

        @Override
        public String begunBehind(Progress.Mark mark, String found) {
            return sql.updateBegun(step.id(), mark, found);
        }

        @Override
        public String finished() {
            return sql.updateFinished(step.id());
        }

        @Override
        public String failed(String reason) {
            return sql.updateFailed(step.id(), Secrets.removed(reason));
        }

        @Override
        public String withdrawn() {
            return step.start() == Step.Start.FIRST_TIME ? sql.delete(step.id()) : sql.updateResolvedAsNotApplied(step.id());
        }
    }

    /** What the history is told about a migration that is reverted. */
    record Reverting(Step.Revert step, HistorySql sql, int statements) implements StepNotes {

        @Override
        public String doneInTransaction() {
            return sql.updateReverted(step.id());
        }

        @Override
        public String begun() {
            return step.start() == Step.Start.RESUME ? sql.updateRevertResumed(step.id(), statements)
                    : sql.updateRevertStarted(step.id(), statements);
        }

        @Override
        public String progress(Progress.Mark mark) {
            return sql.updateProgress(step.id(), mark);
        }

        @Override
        public String begunBehind(Progress.Mark mark, String found) {
            return sql.updateBegun(step.id(), mark, found);
        }

        @Override
        public String finished() {
            return sql.updateRevertFinished(step.id());
        }

        @Override
        public String failed(String reason) {
            return sql.updateRevertFailed(step.id(), Secrets.removed(reason));
        }

        @Override
        public String withdrawn() {
            return sql.updateResolvedAsApplied(step.id());
        }
    }
}
