package io.quarkiverse.schema.migrations.runtime.internal.execution;

import java.util.List;

import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.plan.Plan;

/** Decides what a command has to do, from what the history says at that moment. */
@FunctionalInterface
interface Planning {

    Plan plan(List<AppliedMigration> history);
}
