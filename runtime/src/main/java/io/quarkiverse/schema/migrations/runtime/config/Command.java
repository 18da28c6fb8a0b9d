package io.quarkiverse.schema.migrations.runtime.config;

/** What a started application can be told to do instead of its work. */
public enum Command {
    /** Nothing: the application does its work. */
    NONE,
    /** Print every migration with its state, and exit. */
    STATUS,
    /** Print what migrate would run, or rollback when the target leads back, and exit. */
    PLAN,
    /** Apply pending migrations, and exit. */
    MIGRATE,
    /** Revert applied migrations, and exit. */
    ROLLBACK,
    /** Revert the migration that was applied last, apply it again, and exit. */
    REDO,
    /** Print all the ways in which sources and history disagree, and exit. */
    VALIDATE,
    /** Accept changed scripts and forget failures, and exit. */
    REPAIR,
    /** Say what became of an interrupted or failed migration, and exit. */
    RESOLVE,
    /** Take everything up to and including a migration as applied, and exit. */
    BASELINE,
    /** Take one migration, or all pending ones, as applied, and exit. */
    MARK_APPLIED,
    /** Do the application's work and touch no set: somebody else migrates. */
    SKIP;

    /** Whether the application is to print a result and exit. */
    public boolean exits() {
        return this != NONE && this != SKIP;
    }
}
