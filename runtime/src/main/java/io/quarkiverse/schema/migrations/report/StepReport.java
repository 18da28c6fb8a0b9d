package io.quarkiverse.schema.migrations.report;

import java.time.Duration;

import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;

/**
 * One step that was done.
 *
 * @param id the migration
 * @param direction applied or rolled back
 * @param description a few words for people, from the name of the script or the annotation; may be empty, as it is of a
 *        migration that is rolled back
 * @param location where the script is, for people
 * @param statements how many statements ran
 * @param duration how long it took, commit included
 */
public record StepReport(MigrationId id, Direction direction, String description, String location, int statements,
        Duration duration) {
}
