package io.quarkiverse.schema.migrations.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.MigrationId;

/**
 * What a command that changes the schema has done.
 *
 * @param set the name of the set
 * @param direction where the command leads: forward, or back
 * @param done the steps that were done, in order; empty when there was nothing to do
 * @param failed the migration whose step failed, if one did
 * @param notRun what was planned and not begun, in order
 * @param warnings where sources and history disagree in ways that are allowed
 * @param beyond how many more migrations there are to apply beyond the command's target
 * @param duration how long all of it took, waiting included
 */
public record RunReport(String set, Direction direction, List<StepReport> done, Optional<MigrationId> failed,
        List<MigrationId> notRun,
        List<Discrepancy> warnings, int beyond, Duration duration) {

    public RunReport {
        done = List.copyOf(done);
        notRun = List.copyOf(notRun);
        warnings = List.copyOf(warnings);
    }
}
