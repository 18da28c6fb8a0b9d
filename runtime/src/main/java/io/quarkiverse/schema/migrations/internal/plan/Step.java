package io.quarkiverse.schema.migrations.internal.plan;

import java.util.Objects;

import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.Work;

/** One migration to apply or to revert. */
public sealed interface Step {

    /** Where a step begins. */
    enum Start {
        /** With the first statement; the history has no row. */
        FIRST_TIME,
        /** With the first statement; the history has a row, of a migration at rest. */
        AGAIN,
        /** At the first statement that an earlier attempt is not known to have finished. */
        RESUME
    }

    /** The migration it is about. */
    MigrationId id();

    /** Apply or revert. */
    Direction direction();

    /** Where it begins. */
    Start start();

    /** What it runs. */
    Work work();

    /** A few words for people; may be empty. */
    default String description() {
        return "";
    }

    /**
     * A migration to apply.
     *
     * @param migration the migration, from the sources
     * @param start where to begin
     * @param covered how many migrations before it its script replaces, because it is a baseline script; mostly 0. They take
     *        the places before it in the order of application
     */
    record Apply(Migration migration, Start start, int covered) implements Step {

        /** By its up script. */
        public Apply(Migration migration, Start start) {
            this(migration, start, 0);
        }

        public Apply {
            Objects.requireNonNull(migration, "migration");
            Objects.requireNonNull(start, "start");
        }

        @Override
        public MigrationId id() {
            return migration.id();
        }

        @Override
        public Direction direction() {
            return Direction.UP;
        }

        @Override
        public Work work() {
            return migration.up();
        }

        @Override
        public String description() {
            return migration.description();
        }
    }

    /**
     * A migration to revert, which the sources need not know.
     *
     * @param applied the migration, from the history
     * @param work what reverts it: of the sources, or the down script kept in the history
     * @param start where to begin; never {@link Start#FIRST_TIME}
     */
    record Revert(AppliedMigration applied, Work work, Start start) implements Step {

        public Revert {
            Objects.requireNonNull(applied, "applied");
            Objects.requireNonNull(work, "work");
            Objects.requireNonNull(start, "start");
        }

        @Override
        public MigrationId id() {
            return applied.id();
        }

        @Override
        public Direction direction() {
            return Direction.DOWN;
        }
    }
}
