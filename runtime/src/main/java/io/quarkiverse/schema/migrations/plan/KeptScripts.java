package io.quarkiverse.schema.migrations.plan;

import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.ScriptText;

/** Where the text of a down script is to be had that only the history keeps. */
@FunctionalInterface
public interface KeptScripts {

    /** The text of a migration's down script; read when it is opened, not before. */
    ScriptText of(MigrationId id);
}
