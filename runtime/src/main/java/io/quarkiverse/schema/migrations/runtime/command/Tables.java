package io.quarkiverse.schema.migrations.runtime.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.SetName;
import io.quarkiverse.schema.migrations.model.TransactionMode;
import io.quarkiverse.schema.migrations.model.VisibleText;
import io.quarkiverse.schema.migrations.report.ChangeReport;
import io.quarkiverse.schema.migrations.report.Execution;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.MigrationStatus;
import io.quarkiverse.schema.migrations.report.PerSchema;
import io.quarkiverse.schema.migrations.report.PlanReport;
import io.quarkiverse.schema.migrations.report.PlannedStep;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StatusReport;
import io.quarkiverse.schema.migrations.report.StepReport;
import io.quarkiverse.schema.migrations.report.ValidationReport;
import io.quarkiverse.schema.migrations.report.Verification;
import io.quarkiverse.schema.migrations.runtime.command.DriftDetector.DriftReport;

/**
 * Reports for people.
 *
 * @param times tells points in time
 * @param schema which schema they are about, where that has to be said
 */
record Tables(Times times, Optional<String> schema) implements Rendering {

    Tables(Times times) {
        this(times, Optional.empty());
    }

    private <R extends PerSchema<R>> String render(R report, BiFunction<Tables, R, String> one) {
        if (report.bySchema().isEmpty()) {
            return one.apply(this, report);
        }
        return report.bySchema().entrySet().stream()
                .map(each -> one.apply(new Tables(times, Optional.of(each.getKey())), each.getValue()))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public String status(StatusReport report) {
        return render(report, Tables::statusOf);
    }

    private String statusOf(StatusReport report) {
        if (report.migrations().isEmpty()) {
            return heading(report.set(), "no migrations");
        }
        Map<MigrationState, Integer> counts = new EnumMap<>(MigrationState.class);
        report.migrations().forEach(migration -> counts.merge(migration.state(), 1, Integer::sum));
        String summary = counts.entrySet().stream().map(count -> count.getValue() + " " + count.getKey().word())
                .collect(Collectors.joining(", "));
        TextTable table = TextTable.of("MIGRATION", "STATE", "WHEN (UTC)", "TOOK", "BY");
        report.migrations().forEach(migration -> addRow(migration, table));
        return heading(report.set(), summary) + "\n" + table + failures(report);
    }

    private void addRow(MigrationStatus migration, TextTable table) {
        Optional<Execution> execution = migration.execution();
        Optional<Execution.RolledBack> back = execution.flatMap(Execution::rolledBack);
        String state = migration.state().word()
                + execution.filter(e -> isUnfinished(migration.state()) && e.statementsTotal() > 0)
                        .map(e -> " (" + e.statementsDone() + " of " + e.statementsTotal() + ")").orElse("")
                + migration.verification().filter(Verification.NOT_VERIFIED::equals).map(v -> ", " + v.word()).orElse("");
        String when = back.map(Execution.RolledBack::at).or(() -> execution.map(Execution::started)).map(times::told)
                .orElse("");
        String took = back.isPresent() ? "" : execution.flatMap(Execution::duration).map(Times::lasting).orElse("");
        String user = back.map(Execution.RolledBack::databaseUser).or(() -> execution.map(Execution::databaseUser)).orElse("");
        String by = user + execution.flatMap(Execution::application).filter(a -> back.isEmpty()).map(a -> ", " + a).orElse("");
        table.row(migration.id().value(), state, when, took, by);
    }

    private static boolean isUnfinished(MigrationState state) {
        return state == MigrationState.FAILED || state == MigrationState.INTERRUPTED || state == MigrationState.RUNNING;
    }

    private static String failures(StatusReport report) {
        return report.migrations().stream()
                .filter(migration -> migration.execution().flatMap(Execution::failure).isPresent())
                .map(migration -> "\n" + migration.id() + " failed: "
                        + migration.execution().orElseThrow().failure().orElseThrow() + "\n")
                .collect(Collectors.joining());
    }

    @Override
    public String plan(PlanReport report) {
        return render(report, Tables::planOf);
    }

    private String planOf(PlanReport report) {
        String heading = heading(report.set(), report.steps().isEmpty() ? "nothing to do" : counted(report.steps().size()));
        return heading + warnings(report.warnings()) + report.steps().stream().map(Tables::step).collect(Collectors.joining());
    }

    private static String step(PlannedStep step) {
        String what = step.direction() == Direction.UP ? "apply " : "roll back ";
        String how = step.transaction() == TransactionMode.NONE ? ", without a transaction" : "";
        return step.statements().stream().map(statement -> statement + ";\n")
                .collect(Collectors.joining("",
                        "\n-- " + what + step.id() + " (" + VisibleText.of(step.location()) + how + ")\n", ""));
    }

    @Override
    public String run(RunReport report) {
        return render(report, Tables::runOf);
    }

    private String runOf(RunReport report) {
        String took = " in " + Times.lasting(report.duration());
        String heading = report.failed().map(id -> id + " failed" + took)
                .orElse(report.done().isEmpty() ? "nothing done" : counted(report.done().size()) + took);
        TextTable table = TextTable.of("MIGRATION", "DONE", "STATEMENTS", "TOOK");
        report.done().forEach(step -> table.row(step.id().value(), done(step), Integer.toString(step.statements()),
                Times.lasting(step.duration())));
        report.failed().ifPresent(id -> table.row(id.value(), "failed", "", ""));
        report.notRun().forEach(id -> table.row(id.value(), "not run", "", ""));
        boolean anything = !report.done().isEmpty() || report.failed().isPresent() || !report.notRun().isEmpty();
        return heading(report.set(), heading + rest(report)) + warnings(report.warnings()) + (anything ? "\n" + table : "");
    }

    private static String rest(RunReport report) {
        return (report.beyond() == 0 ? "" : ", " + report.beyond() + " pending after the target")
                + (report.held().isEmpty() ? "" : ", " + report.held().size() + " held until the older release has ended");
    }

    private static String done(StepReport step) {
        return step.direction() == Direction.UP ? "applied" : "rolled back";
    }

    @Override
    public String validation(ValidationReport report) {
        return render(report, Tables::validationOf);
    }

    private String validationOf(ValidationReport report) {
        String pending = report.current() ? "" : ", " + report.pending().size() + " pending";
        return heading(report.set(), (report.valid() ? "sources and history agree" : "sources and history disagree") + pending)
                + warnings(report.discrepancies());
    }

    private static String warnings(List<Discrepancy> discrepancies) {
        return discrepancies.stream().map(d -> "  - " + d.message().replace("\n", "\n    ") + "\n")
                .collect(Collectors.joining());
    }

    @Override
    public String changes(ChangeReport report) {
        return render(report, Tables::changesOf);
    }

    private String changesOf(ChangeReport report) {
        return heading(report.set(), report.changes().isEmpty() ? "nothing to change" : "changed")
                + report.changes().stream().map(change -> "  - " + change + "\n").collect(Collectors.joining());
    }

    @Override
    public String drift(DriftReport report) {
        int count = report.differences().size();
        return "Datasource " + report.dataSource() + report.schema().map(name -> ", schema " + name).orElse("") + " ("
                + (report.sets().size() == 1 ? "set " : "sets ") + String.join(", ", report.sets()) + "): "
                + (count == 0 ? "no drift" : count + (count == 1 ? " difference" : " differences")) + "\n"
                + report.differences().stream().map(Tables::difference).collect(Collectors.joining());
    }

    private static String difference(DriftReport.Difference difference) {
        String what = difference.isUnexpected() ? "unexpected: " : difference.isMissing() ? "missing: " : "different: ";
        String how = difference.isUnexpected() || difference.isMissing()
                ? difference.actual().or(difference::expected).filter(text -> !text.isEmpty()).map(text -> ": " + text)
                        .orElse("")
                : " is " + difference.actual().get() + ", should be " + difference.expected().get();
        return "  - " + what + VisibleText.of(difference.element() + how) + "\n";
    }

    /** What went wrong is told by the one who ends the application, on standard error. */
    @Override
    public String all(String command, ExitCode exit, List<String> sets, Optional<String> failure) {
        return String.join("\n", sets);
    }

    private String heading(String set, String summary) {
        return SetName.line(set, schema.orElse(""), summary) + "\n";
    }

    private static String counted(int steps) {
        return steps + (steps == 1 ? " step" : " steps");
    }

    /** Columns of text, each as wide as its widest cell. */
    private static final class TextTable {

        private static final String GAP = "  ";

        private final List<String[]> rows = new ArrayList<>();

        /** A table with these headings. */
        static TextTable of(String... headings) {
            return new TextTable().row(headings);
        }

        TextTable row(String... cells) {
            rows.add(cells);
            return this;
        }

        @Override
        public String toString() {
            int[] widths = new int[rows.get(0).length];
            rows.forEach(row -> Arrays.setAll(widths, i -> Math.max(widths[i], width(row[i]))));
            StringBuilder text = new StringBuilder();
            for (String[] row : rows) {
                StringBuilder line = new StringBuilder();
                for (int i = 0; i < row.length; i++) {
                    line.append(row[i]).append(" ".repeat(widths[i] - width(row[i]))).append(GAP);
                }
                text.append(line.toString().stripTrailing()).append('\n');
            }
            return text.toString();
        }

        private static int width(String cell) {
            return cell.codePointCount(0, cell.length());
        }
    }
}
