package io.quarkiverse.schema.migrations.runtime.config;

/** How the start of the application and the migration of a set go together. */
public enum StartMode {
    /** The application starts when the set is current, and not at all when that fails. */
    BLOCKING,
    /** The application starts while the set is being migrated. */
    BACKGROUND
}
