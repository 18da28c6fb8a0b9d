package io.quarkiverse.schema.migrations.internal.dialect;

/** What to do about a finished statement before a later session goes on after it. */
public enum Replay {
    /** Nothing: its effect is in the database, or went with its session ({@link Dialect#lost}). */
    SKIP,
    /** It set up the session with constants: it is run again. */
    RUN_AGAIN
}
