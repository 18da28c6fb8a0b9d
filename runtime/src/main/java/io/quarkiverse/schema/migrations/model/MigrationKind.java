package io.quarkiverse.schema.migrations.model;

/** How often a migration runs. */
public enum MigrationKind {
    /** Runs once, at its place in the order. */
    VERSIONED,
    /** Runs after all versioned ones, by name, whenever its script is new or has changed. */
    REPEATABLE
}
