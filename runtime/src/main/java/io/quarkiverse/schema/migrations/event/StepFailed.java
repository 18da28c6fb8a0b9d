package io.quarkiverse.schema.migrations.event;

import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;

/**
 * A step has failed, and what it did has been rolled back where the database can; or it was vetoed, and nothing of it was done.
 *
 * @param set the name of the set
 * @param id the migration
 * @param direction apply or revert
 * @param failure why
 */
public record StepFailed(String set, MigrationId id, Direction direction, Throwable failure) implements MigrationEvent {
}
