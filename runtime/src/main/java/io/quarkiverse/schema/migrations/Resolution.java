package io.quarkiverse.schema.migrations;

/** What became of a migration that was interrupted or failed, as seen in the schema. */
public enum Resolution {
    /** All of it is in the schema. */
    APPLIED,
    /** Nothing of it is in the schema. */
    NOT_APPLIED
}
