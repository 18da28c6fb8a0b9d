package io.quarkiverse.schema.migrations.runtime;

import java.util.function.Supplier;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepReport;

/** Observes the commands that run scripts, of all sets, from beginning to end. Only an application that has one loads it. */
public interface CommandObserver {

    /**
     * Does a command, on the calling thread.
     *
     * @param command {@code migrate}, {@code rollback} or {@code redo}
     * @param work what the command does; what it throws is thrown
     */
    default RunReport observe(MigrationSet set, String command, Supplier<RunReport> work) {
        return work.get();
    }

    /** Returns the listener for the steps of a set's commands. */
    default MigrationListener steps(MigrationSet set) {
        return new MigrationListener() {
        };
    }

    /** Returns work that belongs to the command that the calling thread does, for another thread. */
    default Runnable carrying(Runnable work) {
        return work;
    }

    /** The line about a step that is done is logged next, on this thread. */
    default void beforeLogging(MigrationSet set, StepReport step) {
    }

    /** That line is logged. */
    default void afterLogging() {
    }
}
