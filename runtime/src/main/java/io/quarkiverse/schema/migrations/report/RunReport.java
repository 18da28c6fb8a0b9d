package io.quarkiverse.schema.migrations.report;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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
 * @param bySchema for a set with several schemas, what holds for each, by its name and in the order of the configuration; all
 *        of
 *        them together make the rest of this report. Empty otherwise
 */
public record RunReport(String set, Direction direction, List<StepReport> done, Optional<MigrationId> failed,
        List<MigrationId> notRun, List<Discrepancy> warnings, int beyond, Duration duration,
        Map<String, RunReport> bySchema) {

    public RunReport {
        done = List.copyOf(done);
        notRun = List.copyOf(notRun);
        warnings = List.copyOf(warnings);
        bySchema = Collections.unmodifiableMap(new LinkedHashMap<>(bySchema));
    }

    /** A report without schemas of its own. */
    public RunReport(String set, Direction direction, List<StepReport> done, Optional<MigrationId> failed,
            List<MigrationId> notRun, List<Discrepancy> warnings, int beyond, Duration duration) {
        this(set, direction, done, failed, notRun, warnings, beyond, duration, Map.of());
    }

    /**
     * The report of a set from those of its schemas, in their order; the first migration that failed stands for all that did.
     */
    public static RunReport of(String set, Direction direction, Map<String, RunReport> bySchema, Duration duration) {
        return new RunReport(set, direction, all(bySchema, RunReport::done),
                bySchema.values().stream().flatMap(report -> report.failed().stream()).findFirst(),
                all(bySchema, RunReport::notRun), all(bySchema, RunReport::warnings),
                bySchema.values().stream().mapToInt(RunReport::beyond).sum(), duration, bySchema);
    }

    private static <T> List<T> all(Map<String, RunReport> bySchema, Function<RunReport, List<T>> part) {
        return bySchema.values().stream().flatMap(report -> part.apply(report).stream()).toList();
    }
}
