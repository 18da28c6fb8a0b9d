package io.quarkiverse.schema.migrations.runtime;

import java.util.function.Supplier;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.report.RunReport;

/** Observes the commands that run scripts, of all sets, from beginning to end. Only an application that has one loads it. */
public interface CommandObserver {

    /**
     * Does a command, on the calling thread.
     *
     * @param command {@code migrate}, {@code rollback} or {@code redo}
     * @param work what the command does; what it throws is thrown
     */
    RunReport observe(MigrationSet set, String command, Supplier<RunReport> work);

    /** Returns what is told of the steps of a set's commands. */
    MigrationListener steps(MigrationSet set);

    /** Returns work that belongs to the command that the calling thread does, for another thread. */
    Runnable carrying(Runnable work);
}
