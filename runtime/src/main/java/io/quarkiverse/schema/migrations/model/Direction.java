package io.quarkiverse.schema.migrations.model;

/** Which of a migration's two scripts a step runs. */
public enum Direction {
    /** Applies the migration. */
    UP,
    /** Reverts the migration. */
    DOWN
}
