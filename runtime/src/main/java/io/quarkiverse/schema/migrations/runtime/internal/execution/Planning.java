package io.quarkiverse.schema.migrations.runtime.internal.execution;

import java.util.List;
import java.util.function.Function;

import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.plan.Plan;

/**
 * How a command decides what to do.
 *
 * @param direction where it leads
 * @param decision the steps, given what the history says at that moment
 */
record Planning(Direction direction, Function<List<AppliedMigration>, Plan> decision) {

    Plan plan(List<AppliedMigration> history) {
        return decision.apply(history);
    }
}
