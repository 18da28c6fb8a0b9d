package io.quarkiverse.schema.migrations.dev;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.ChangeReport;
import io.quarkiverse.schema.migrations.report.PerSchema;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.ValidationReport;

/**
 * What a command has done, as a page shows it.
 *
 * @param successful whether it did not fail
 * @param message what happened, in one line; or the message of the failure
 * @param excerpt the lines of the script around the failure; null where there is none
 * @param steps the steps that were done, in order
 * @param failed the migration whose step failed; null when none did
 * @param notRun what was planned and not begun, in order
 * @param changes what else was changed or found, a line for each
 */
public record ReportView(boolean successful, String message, Excerpt excerpt, List<DoneView> steps, String failed,
        List<String> notRun, List<String> changes) {

    /**
     * A step that was done.
     *
     * @param schema the schema; empty for that of the connection
     * @param id the migration
     * @param done {@code applied} or {@code rolled back}
     * @param statements how many statements ran
     * @param millis how long it took
     */
    public record DoneView(String schema, String id, String done, int statements, long millis) {
    }

    static ReportView of(RunReport report) {
        List<DoneView> steps = steps(report);
        String message = steps.isEmpty() ? "Nothing to do"
                : counted(steps, "applied")
                        + (counted(steps, "applied").isEmpty() || counted(steps, "rolled back").isEmpty() ? "" : ", ")
                        + counted(steps, "rolled back") + " in " + report.duration().toMillis() + " ms";
        return new ReportView(true, message, null, steps, null, List.of(),
                report.warnings().stream().map(Discrepancy::message).toList());
    }

    private static String counted(List<DoneView> steps, String done) {
        long count = steps.stream().filter(step -> step.done().equals(done)).count();
        return count == 0 ? "" : count + (count == 1 ? " migration " : " migrations ") + done;
    }

    private static List<DoneView> steps(RunReport report) {
        List<DoneView> steps = new ArrayList<>();
        each(report).forEach((schema, one) -> one.done().forEach(step -> steps.add(new DoneView(schema, step.id().value(),
                step.direction() == Direction.UP ? "applied" : "rolled back", step.statements(),
                step.duration().toMillis()))));
        return steps;
    }

    static <R extends PerSchema<R>> Map<String, R> each(R report) {
        return report.bySchema().isEmpty() ? Map.of("", report) : report.bySchema();
    }

    static ReportView of(ChangeReport report) {
        List<String> changes = report.changes().stream().map(Object::toString).toList();
        return new ReportView(true, changes.isEmpty() ? "Nothing to change" : "The history was changed", null, List.of(), null,
                List.of(), changes);
    }

    static ReportView of(ValidationReport report) {
        return new ReportView(report.valid(),
                report.valid() ? "Sources and history agree" : "Sources and history disagree", null, List.of(), null, List.of(),
                report.discrepancies().stream().map(Discrepancy::message).toList());
    }

    /** @param migrations those of the set, in whose scripts the failure may be */
    static ReportView failed(RuntimeException failure, List<Migration> migrations) {
        Optional<RunReport> report = failure instanceof SchemaMigrationsException e ? e.report() : Optional.empty();
        return new ReportView(false, String.valueOf(failure.getMessage()), Excerpt.in(failure.getMessage(), migrations),
                report.map(ReportView::steps).orElse(List.of()),
                report.flatMap(RunReport::failed).map(MigrationId::value).orElse(null),
                report.map(r -> r.notRun().stream().map(MigrationId::value).toList()).orElse(List.of()), List.of());
    }

    ReportView after(List<String> earlier) {
        List<String> all = new ArrayList<>(earlier);
        all.addAll(changes);
        return new ReportView(successful, message, excerpt, steps, failed, notRun, all);
    }
}
