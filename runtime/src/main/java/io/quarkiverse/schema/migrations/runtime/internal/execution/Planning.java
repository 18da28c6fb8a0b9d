package io.quarkiverse.schema.migrations.runtime.internal.execution;

import java.util.List;
import java.util.Set;

import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.plan.Plan;

/**
 * How a command decides what to do.
 *
 * @param direction where it leads
 * @param decision the steps, given what the history says at that moment
 */
record Planning(Direction direction, Decision decision) {

    /** Decides on the steps. */
    @FunctionalInterface
    interface Decision {

        /**
         * @param history what the history says at this moment
         * @param reverted what the command has taken back so far
         */
        Plan plan(List<AppliedMigration> history, Set<MigrationId> reverted);
    }
}
