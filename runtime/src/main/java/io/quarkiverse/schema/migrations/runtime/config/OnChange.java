package io.quarkiverse.schema.migrations.runtime.config;

/** What development mode does when the scripts differ from what was applied. */
public enum OnChange {
    /** Rolls back everything from the first difference on and applies the pending migrations. */
    REDO,
    /** Drops everything in the schema and migrates from the beginning. */
    RESET,
    /** Refuses to start, as in production. */
    REFUSE
}
