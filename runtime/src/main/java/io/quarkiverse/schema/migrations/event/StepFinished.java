package io.quarkiverse.schema.migrations.event;

import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;

/**
 * A step is done and committed.
 *
 * @param set the name of the set
 * @param schema the schema, where the set has several
 * @param id the migration
 * @param direction applied or reverted
 * @param duration how long it took, commit included
 */
public record StepFinished(String set, Optional<String> schema, MigrationId id, Direction direction,
        Duration duration) implements MigrationEvent {
}
