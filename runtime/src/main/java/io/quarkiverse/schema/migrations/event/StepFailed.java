package io.quarkiverse.schema.migrations.event;

import java.util.Optional;

import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;

/**
 * A step has failed, and what it did has been rolled back where the database can; or it was vetoed, and nothing of it was done.
 *
 * @param set the name of the set
 * @param schema the schema, where the set has several
 * @param id the migration
 * @param direction apply or revert
 * @param failure why
 */
public record StepFailed(String set, Optional<String> schema, MigrationId id, Direction direction,
        Throwable failure) implements MigrationEvent {
}
