package io.quarkiverse.schema.migrations.report;

import java.time.Duration;

import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;

/**
 * Where a run is that takes long.
 *
 * @param set the name of the set
 * @param id the migration that is being applied or reverted
 * @param direction applied or reverted
 * @param step which step of the run this is, counted from 1
 * @param steps how many steps the run has
 * @param statement which statement of the script was begun last, counted from 1; 0 before the first
 * @param statements how many statements the script has
 * @param elapsed how long the step has taken so far
 */
public record StepProgress(String set, MigrationId id, Direction direction, int step, int steps, int statement,
        int statements, Duration elapsed) {
}
