package io.quarkiverse.schema.migrations.report;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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
 * @param held the post-deploy migrations that are held, in order
 * @param duration how long all of it took, waiting included
 * @param bySchema the report of each schema, for a set with several; see {@link PerSchema#bySchema()}
 */
public record RunReport(String set, Direction direction, List<StepReport> done, Optional<MigrationId> failed,
        List<MigrationId> notRun, List<Discrepancy> warnings, int beyond, List<MigrationId> held, Duration duration,
        Map<String, RunReport> bySchema)
        implements
            PerSchema<RunReport> {

    public RunReport {
        done = List.copyOf(done);
        notRun = List.copyOf(notRun);
        warnings = List.copyOf(warnings);
        held = List.copyOf(held);
        bySchema = PerSchema.copyOf(bySchema);
    }

    /** A report without schemas of its own. */
    public RunReport(String set, Direction direction, List<StepReport> done, Optional<MigrationId> failed,
            List<MigrationId> notRun, List<Discrepancy> warnings, int beyond, List<MigrationId> held, Duration duration) {
        this(set, direction, done, failed, notRun, warnings, beyond, held, duration, Map.of());
    }

    /**
     * The report of a set from those of its schemas, in their order; the first migration that failed stands for all that did.
     */
    public static RunReport of(String set, Direction direction, Map<String, RunReport> bySchema, Duration duration) {
        return new RunReport(set, direction, PerSchema.joined(bySchema, RunReport::done),
                bySchema.values().stream().flatMap(report -> report.failed().stream()).findFirst(),
                PerSchema.joined(bySchema, RunReport::notRun), PerSchema.joined(bySchema, RunReport::warnings),
                bySchema.values().stream().mapToInt(RunReport::beyond).sum(),
                PerSchema.joined(bySchema, RunReport::held), duration, bySchema);
    }
}
