package io.quarkiverse.schema.migrations.report;

import java.util.Optional;

import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;

/**
 * One migration, as sources and history show it.
 *
 * @param id its name
 * @param kind versioned or repeatable
 * @param description a few words; may be empty
 * @param state where it stands
 * @param location where the up script, or the class, is; empty for one that is not in the sources
 * @param verification whether it is known to be what was applied; empty unless it is applied and in the sources
 * @param execution what the history knows of it; empty when it has never been started
 */
public record MigrationStatus(MigrationId id, MigrationKind kind, String description, MigrationState state,
        Optional<String> location, Optional<Verification> verification, Optional<Execution> execution) {
}
