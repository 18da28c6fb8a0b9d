package io.quarkiverse.schema.migrations.plan;

import java.util.Objects;

import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.Script;

/**
 * One migration to apply or to revert.
 *
 * @param migration what it is about
 * @param direction apply or revert
 * @param start from the beginning, or where an earlier attempt stopped
 */
public record Step(Migration migration, Direction direction, Start start) {

    /** Where a step begins. */
    public enum Start {
        /** With the first statement; the history has no row, or one of a cycle that has ended. */
        FIRST_TIME,
        /** Again from the first statement: a repeatable migration that has changed. */
        AGAIN,
        /** At the first statement that an earlier attempt is not known to have finished. */
        RESUME
    }

    public Step {
        Objects.requireNonNull(migration, "migration");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(start, "start");
    }

    /** The script that the step runs. */
    public Script script() {
        return direction == Direction.UP ? migration.up() : migration.down().orElseThrow();
    }
}
