package io.quarkiverse.schema.migrations.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.error.LockTimeoutException;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.error.SchemasFailedException;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.model.TransactionMode;
import io.quarkiverse.schema.migrations.report.ChangeReport;
import io.quarkiverse.schema.migrations.report.Execution;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.MigrationStatus;
import io.quarkiverse.schema.migrations.report.PlanReport;
import io.quarkiverse.schema.migrations.report.PlannedStep;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StatusReport;
import io.quarkiverse.schema.migrations.report.StepReport;
import io.quarkiverse.schema.migrations.report.ValidationReport;
import io.quarkiverse.schema.migrations.report.Verification;

class RenderingTest {

    private static final Instant NOW = Instant.parse("2026-05-20T12:00:00Z");

    private static final Path EXAMPLES = Path.of("../docs/modules/ROOT/examples");

    private final Rendering table = new Tables(new Times(NOW));
    private final Rendering json = new Json();

    private static MigrationStatus status(String id, MigrationState state, Execution execution) {
        return new MigrationStatus(MigrationId.of(id), MigrationKind.VERSIONED, "", state, Optional.of(id + ".sql"),
                Optional.empty(), Optional.ofNullable(execution));
    }

    private static Execution execution(Duration ago, Duration took) {
        return new Execution(1, 2, 3, 1, NOW.minus(ago), Optional.of(NOW), Optional.of(took), "shop",
                Optional.of("shop 1.0"), Optional.empty(), Optional.empty());
    }

    private static StatusReport status() {
        Execution back = new Execution(2, 2, 2, 1, NOW.minusSeconds(90), Optional.of(NOW), Optional.of(Duration.ZERO), "shop",
                Optional.of("shop 1.0"), Optional.empty(), Optional.of(new Execution.RolledBack(NOW, "nina")));
        Execution failed = new Execution(3, 1, 4, 2, NOW.minusSeconds(90), Optional.empty(), Optional.empty(), "shop",
                Optional.empty(), Optional.of("no such table: \"x\"\n(SQL state 42P01)"), Optional.empty());
        return new StatusReport("<default>", List.of(
                status("2026-01-10_first", MigrationState.APPLIED, execution(Duration.ofDays(3), Duration.ofMillis(12))),
                status("2026-01-11_naïve", MigrationState.ROLLED_BACK, back),
                status("3", MigrationState.FAILED, failed), status("4", MigrationState.PENDING, null)));
    }

    private static RunReport run() {
        return new RunReport("audit", Direction.UP,
                List.of(new StepReport(MigrationId.of("1"), Direction.UP, "", "1.sql", 2, Duration.ofMillis(1500)),
                        new StepReport(MigrationId.of("10"), Direction.DOWN, "", "10.sql", 12, Duration.ofMillis(7))),
                Optional.of(MigrationId.of("11")), List.of(MigrationId.of("12")), List.of(), 0, List.of(),
                Duration.ofMinutes(2));
    }

    @Test
    void prints_a_status_in_aligned_columns_as_the_manual_shows_it() throws IOException {
        assertThat(table.status(status())).isEqualTo(Files.readString(EXAMPLES.resolve("status.txt")));
        assertThat(table.status(new StatusReport("audit", List.of()))).isEqualTo("Set 'audit': no migrations\n");
    }

    @Test
    void the_manual_lists_every_exit_code() throws IOException {
        assertThat(Files.readAllLines(EXAMPLES.resolve("exit-codes.txt"))).extracting(line -> line.split(":")[0])
                .containsExactlyElementsOf(Stream.concat(Stream.of("Code", "0", "1"),
                        Arrays.stream(ExitCode.values()).skip(1).map(code -> Integer.toString(code.code()))).toList());
    }

    @Test
    void prints_what_a_run_has_done_and_has_not() {
        assertThat(table.run(run())).isEqualTo("""
                Set 'audit': 11 failed in 2 min 0 s

                MIGRATION  DONE         STATEMENTS  TOOK
                1          applied      2           1.5 s
                10         rolled back  12          7 ms
                11         failed
                12         not run
                """);
        assertThat(
                table.run(new RunReport("audit", Direction.UP, List.of(), Optional.empty(), List.of(), List.of(), 3, List.of(),
                        Duration.ZERO)))
                .isEqualTo("Set 'audit': nothing done, 3 pending after the target\n");
        assertThat(table.run(new RunReport("audit", Direction.UP, List.of(), Optional.empty(), List.of(), List.of(), 0,
                List.of(MigrationId.of("7")), Duration.ZERO)))
                .isEqualTo("Set 'audit': nothing done, 1 held until the older release has ended\n");
    }

    @Test
    void tells_of_each_schema_apart() {
        RunReport nothing = new RunReport("audit", Direction.UP, List.of(), Optional.empty(), List.of(), List.of(), 0,
                List.of(),
                Duration.ZERO);
        Map<String, RunReport> bySchema = new LinkedHashMap<>();
        bySchema.put("south", run());
        bySchema.put("north", nothing);
        RunReport all = RunReport.of("audit", Direction.UP, bySchema, Duration.ofMinutes(3));

        assertThat(table.run(all)).startsWith("Set 'audit', schema 'south': 11 failed in 2 min 0 s\n\nMIGRATION ")
                .endsWith("12         not run\n\nSet 'audit', schema 'north': nothing done\n");
        assertThat(json.run(all)).startsWith(
                "{\"set\":\"audit\",\"schemas\":[{\"set\":\"audit\",\"schema\":\"south\",\"done\":[")
                .endsWith(",{\"set\":\"audit\",\"schema\":\"north\",\"done\":[],\"failed\":null,\"notRun\":[],"
                        + "\"warnings\":[],\"beyond\":0,\"held\":[],\"duration\":\"PT0S\"}]}");
        assertThat(table.status(StatusReport.of("audit", Map.of("south", status()))))
                .startsWith("Schema 'south': ");
        assertThat(table.changes(ChangeReport.of("audit", Map.of("south", new ChangeReport("audit", List.of())))))
                .isEqualTo("Set 'audit', schema 'south': nothing to change\n");
        assertThat(table
                .validation(ValidationReport.of("audit", Map.of("south", new ValidationReport("audit", List.of(), List.of())))))
                .isEqualTo("Set 'audit', schema 'south': sources and history agree\n");
        assertThat(table.plan(PlanReport.of("audit", Map.of("south", new PlanReport("audit", List.of(), List.of())))))
                .isEqualTo("Set 'audit', schema 'south': nothing to do\n");
    }

    @Test
    void exits_as_the_first_schema_that_failed() {
        Map<String, SchemaMigrationsException> failures = new LinkedHashMap<>();
        failures.put("south", new LockTimeoutException("held", null));
        failures.put("north", new DatabaseException("gone", null));

        assertThat(ExitCode.of(new SchemasFailedException("audit", 3, failures, List.of()))).isEqualTo(ExitCode.LOCKED);
        assertThat(ExitCode.of(new SchemasFailedException("audit", 3, Map.of(), List.of("west")))).isEqualTo(ExitCode.VETOED);
    }

    @Test
    void prints_a_plan_as_a_script() {
        PlanReport plan = new PlanReport("<default>", List.of(
                new PlannedStep(MigrationId.of("1"), Direction.UP, "1.sql", ScriptOptions.DEFAULT.with(TransactionMode.NONE),
                        List.of("CREATE TABLE a (id INT)", "VACUUM")),
                new PlannedStep(MigrationId.of("2"), Direction.DOWN, "history:2", ScriptOptions.DEFAULT, List.of())),
                List.of(new Discrepancy(Discrepancy.Kind.FUTURE, MigrationId.of("3"), "'3' is newer")));

        assertThat(table.plan(plan)).isEqualTo("""
                2 steps
                  - '3' is newer

                -- apply 1 (1.sql, without a transaction)
                CREATE TABLE a (id INT);
                VACUUM;

                -- roll back 2 (history:2)
                """);
        assertThat(json.plan(plan)).isEqualTo("{\"set\":\"<default>\",\"steps\":[{\"id\":\"1\",\"direction\":\"up\","
                + "\"location\":\"1.sql\",\"transaction\":\"none\",\"statements\":[\"CREATE TABLE a (id INT)\",\"VACUUM\"]},"
                + "{\"id\":\"2\",\"direction\":\"down\",\"location\":\"history:2\",\"transaction\":\"transaction\","
                + "\"statements\":[]}],\"warnings\":[{\"kind\":\"future\",\"id\":\"3\",\"message\":\"'3' is newer\"}]}");
    }

    @Test
    void prints_discrepancies_and_changes_as_lists() {
        ValidationReport found = new ValidationReport("a",
                List.of(new Discrepancy(Discrepancy.Kind.MISSING, MigrationId.of("3"), "'3' is missing")),
                List.of(MigrationId.of("4")));
        ChangeReport changed = new ChangeReport("a",
                List.of(new ChangeReport.Change(MigrationId.of("3"), ChangeReport.Kind.FAILURE_FORGOTTEN)));

        assertThat(table.validation(found)).isEqualTo("Set 'a': sources and history disagree, 1 pending\n  - '3' is missing\n");
        assertThat(table.validation(new ValidationReport("a", List.of(), List.of())))
                .isEqualTo("Set 'a': sources and history agree\n");
        assertThat(table.changes(changed)).isEqualTo("Set 'a': changed\n  - '3' failed, and is pending again\n");
        assertThat(table.changes(new ChangeReport("a", List.of()))).isEqualTo("Set 'a': nothing to change\n");
        assertThat(json.validation(found)).isEqualTo("{\"set\":\"a\",\"valid\":false,\"discrepancies\":[{\"kind\":\"missing\","
                + "\"id\":\"3\",\"message\":\"'3' is missing\"}],\"pending\":[\"4\"]}");
        assertThat(json.changes(changed))
                .isEqualTo("{\"set\":\"a\",\"changes\":[{\"id\":\"3\",\"change\":\"failure-forgotten\"}]}");
    }

    @Test
    void writes_a_status_for_programs() {
        StatusReport one = new StatusReport("a\"\\\u0001b\tü", status().migrations().subList(1, 3));

        assertThat(json.status(one)).isEqualTo("{\"set\":\"a\\\"\\\\\\u0001b\\tü\",\"migrations\":["
                + "{\"id\":\"2026-01-11_naïve\",\"kind\":\"versioned\",\"description\":\"\",\"state\":\"rolled back\","
                + "\"location\":\"2026-01-11_naïve.sql\",\"verification\":null,"
                + "\"execution\":{\"order\":2,\"statementsDone\":2,\"statementsTotal\":2,"
                + "\"attempts\":1,\"started\":\"2026-05-20T11:58:30Z\",\"finished\":\"2026-05-20T12:00:00Z\","
                + "\"duration\":\"PT0S\",\"databaseUser\":\"shop\",\"application\":\"shop 1.0\",\"failure\":null,"
                + "\"rolledBack\":{\"at\":\"2026-05-20T12:00:00Z\",\"databaseUser\":\"nina\"}}},"
                + "{\"id\":\"3\",\"kind\":\"versioned\",\"description\":\"\",\"state\":\"failed\",\"location\":\"3.sql\","
                + "\"verification\":null,"
                + "\"execution\":{\"order\":3,\"statementsDone\":1,\"statementsTotal\":4,\"attempts\":2,"
                + "\"started\":\"2026-05-20T11:58:30Z\",\"finished\":null,\"duration\":null,\"databaseUser\":\"shop\","
                + "\"application\":null,\"failure\":\"no such table: \\\"x\\\"\\n(SQL state 42P01)\",\"rolledBack\":null}}]}");
    }

    @Test
    void says_of_what_nobody_can_compare_that_it_is_not_verified() {
        StatusReport one = new StatusReport("a", List.of(new MigrationStatus(MigrationId.of("1"), MigrationKind.VERSIONED, "",
                MigrationState.APPLIED, Optional.of("java:org.acme.Split"), Optional.of(Verification.NOT_VERIFIED),
                Optional.empty())));

        StatusReport interrupted = new StatusReport("a",
                List.of(status("2", MigrationState.INTERRUPTED, new Execution(1, 0, 0, 1,
                        NOW, Optional.empty(), Optional.empty(), "shop", Optional.empty(), Optional.empty(),
                        Optional.empty()))));

        assertThat(table.status(interrupted)).contains("2          interrupted  ");
        assertThat(table.status(one)).contains("1          applied, not verified");
        assertThat(json.status(one)).contains("\"location\":\"java:org.acme.Split\",\"verification\":\"not-verified\"");
    }

    @Test
    void writes_one_object_for_a_command() {
        assertThat(json.all("migrate", ExitCode.WRONG_CALL, List.of(), Optional.of("no"))).isEqualTo(
                "{\"command\":\"migrate\",\"exitCode\":2,\"sets\":[],\"error\":{\"kind\":\"wrong-call\",\"message\":\"no\"}}\n");
        assertThat(json.all("migrate", ExitCode.DONE, List.of("{}", "{}"), Optional.empty()))
                .isEqualTo("{\"command\":\"migrate\",\"exitCode\":0,\"sets\":[{},{}],\"error\":null}\n");
        assertThat(json.run(run())).startsWith("{\"set\":\"audit\",\"done\":[{\"id\":\"1\",\"direction\":\"up\","
                + "\"location\":\"1.sql\",\"statements\":2,\"duration\":\"PT1.5S\"},")
                .endsWith(
                        "\"failed\":\"11\",\"notRun\":[\"12\"],\"warnings\":[],\"beyond\":0,\"held\":[],\"duration\":\"PT2M\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PT0S    | 2026-05-20 12:00 (just now)
            PT59S   | 2026-05-20 11:59 (just now)
            PT60S   | 2026-05-20 11:59 (1 min ago)
            PT59M   | 2026-05-20 11:01 (59 min ago)
            PT60M   | 2026-05-20 11:00 (1 h ago)
            PT23H   | 2026-05-19 13:00 (23 h ago)
            PT24H   | 2026-05-19 12:00 (1 day ago)
            PT48H   | 2026-05-18 12:00 (2 days ago)
            P30D    | 2026-04-20 12:00 (30 days ago)
            P31D    | 2026-04-19 12:00
            PT-5S   | 2026-05-20 12:00 (just now)
            """)
    void tells_times_from_now(Duration ago, String expected) {
        assertThat(new Times(NOW).told(NOW.minus(ago))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PT0S       | 0 ms
            PT0.999S   | 999 ms
            PT1.25S    | 1.3 s
            PT59.9S    | 59.9 s
            PT61S      | 1 min 1 s
            PT1H2M3S   | 1 h 2 min
            """)
    void tells_durations_in_fitting_units(Duration duration, String expected) {
        assertThat(Times.lasting(duration)).isEqualTo(expected);
    }
}
