package io.quarkiverse.schema.migrations.event;

import java.util.Optional;

import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;

/**
 * A step is about to begin; nothing of it has been done.
 *
 * @param set the name of the set
 * @param schema the schema, where the set has several
 * @param id the migration
 * @param direction apply or revert
 */
public record StepStarted(String set, Optional<String> schema, MigrationId id, Direction direction) implements MigrationEvent {
}
