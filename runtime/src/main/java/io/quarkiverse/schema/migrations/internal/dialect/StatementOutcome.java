package io.quarkiverse.schema.migrations.internal.dialect;

/** What became of a statement whose runner is gone. */
public enum StatementOutcome {
    /** It has done all that it does. */
    DONE,
    /** It has done nothing. */
    NOT_DONE,
    /** The database does not tell, and to run it again could do harm. */
    UNKNOWN
}
