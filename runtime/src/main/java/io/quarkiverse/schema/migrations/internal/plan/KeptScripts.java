package io.quarkiverse.schema.migrations.internal.plan;

import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.Script;

/** Where the down scripts are to be had that only the history keeps. */
@FunctionalInterface
public interface KeptScripts {

    /**
     * The down script of a migration, as it wants to run.
     *
     * @param applied a migration of which the history keeps a down script
     */
    Script of(AppliedMigration applied);
}
