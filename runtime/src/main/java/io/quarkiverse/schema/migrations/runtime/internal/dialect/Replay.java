package io.quarkiverse.schema.migrations.runtime.internal.dialect;

/** What a finished statement means to a later session that goes on after it. */
public enum Replay {
    /** Its effect is in the database: nothing is to be done. */
    SKIP,
    /** It set up the session with constants: it is run again. */
    RUN_AGAIN,
    /** It made a session state that is gone for good. */
    LOST
}
