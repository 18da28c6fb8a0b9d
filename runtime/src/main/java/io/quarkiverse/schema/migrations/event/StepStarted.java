package io.quarkiverse.schema.migrations.event;

import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;

/**
 * A step is about to begin; nothing of it has been done.
 *
 * @param set the name of the set
 * @param id the migration
 * @param direction apply or revert
 */
public record StepStarted(String set, MigrationId id, Direction direction) implements MigrationEvent {
}
