package io.quarkiverse.schema.migrations;

/** What to set right in the history. */
public enum Repair {
    /** Accept the scripts of the sources in place of those that were applied, checksums and kept down scripts alike. */
    CHECKSUMS,
    /** Forget migrations that failed, so that they are pending again from their first statement. */
    FAILED,
    /** Forget repeatable migrations that are missing in the sources; what they made stays. */
    MISSING_REPEATABLES
}
