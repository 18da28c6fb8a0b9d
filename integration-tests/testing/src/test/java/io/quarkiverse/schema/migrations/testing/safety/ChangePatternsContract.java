package io.quarkiverse.schema.migrations.testing.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.servers.Database;
import io.quarkiverse.schema.migrations.testing.MigrationsUnderTest;
import io.quarkiverse.schema.migrations.testing.TestDatabase;
import io.quarkiverse.schema.migrations.testing.TestDatabases;

/** The changes that guides to safe migrations know: each unsafe form is caught, each safe form passes. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ChangePatternsContract {

    /** Few are enough: what is not safe is seen in the catalog and in what the server counts. */
    private static final int ROWS = Integer.getInteger("safety.rows", 1000);
    private static final int TRIES = 3;
    private static final List<String> FAILS = List.of("fails");
    private static final Path TABLES = Path.of("../../docs/modules/ROOT/examples/safe-changes");

    private static final int ROWS_OF_CAMPAIGN = 100_000;

    /** What the campaign has measured, by change: how long others are blocked, and how long the migration takes. */
    private final Map<String, String> unsafe = new LinkedHashMap<>();
    private final Map<String, String> safe = new LinkedHashMap<>();
    private TestDatabases databases;
    private TestDatabase database;

    abstract Database server();

    /** The name of the database in file names. */
    abstract String name();

    /** The tables that every pattern has. */
    abstract String tables();

    /**
     * Returns a database that holds nothing.
     *
     * @param last the one of the pattern before
     */
    abstract TestDatabase emptied(TestDatabases databases, Optional<TestDatabase> last);

    @BeforeAll
    void open() {
        databases = MigrationsUnderTest.from(builder -> builder.set("before"))
                .on(server().url(), server().user(), server().password()).open();
    }

    @AfterAll
    void close() throws IOException {
        databases.close();
        if (Boolean.getBoolean("safety.write") && ROWS >= ROWS_OF_CAMPAIGN) {
            Files.writeString(measurements(), unsafe.keySet().stream()
                    .map(change -> "|" + change + " |" + unsafe.get(change) + " |" + safe.get(change) + "\n")
                    .collect(Collectors.joining("", "[cols=\"4,1,1,1,1\"]\n|===\n|Change |Unsafe: others are blocked"
                            + " |Unsafe: takes |Safe: others are blocked |Safe: takes\n\n", "|===\n")));
        }
    }

    private Path measurements() {
        return TABLES.resolve(name() + "-measured.adoc");
    }

    /** Everything that the scripts of one form take together, and the longest time in which one of them blocks others. */
    private static String measured(List<SafetyReport> reports) {
        Duration blocked = reports.stream().flatMap(report -> report.tables().stream())
                .flatMap(table -> Stream.concat(table.longestWait().stream(),
                        table.longestWait().isPresent() ? Stream.of() : table.strongLock().map(HeldLock::held).stream()))
                .max(Comparator.naturalOrder()).orElse(Duration.ZERO);
        Duration all = reports.stream().map(SafetyReport::duration).reduce(Duration.ZERO, Duration::plus);
        return SafetyReport.millis(blocked) + " |" + SafetyReport.millis(all);
    }

    @Test
    void the_manual_shows_what_was_measured_with_each_change() throws IOException {
        assertThat(Files.readAllLines(measurements()))
                .filteredOn(line -> line.contains(" ms |"))
                .extracting(line -> line.split(" \\|")[0].substring(1))
                .containsExactlyElementsOf(patterns().stream().map(ChangePattern::name).toList());
    }

    private List<ChangePattern> patterns() {
        return ChangePattern.read("/safety/" + name() + ".sql");
    }

    @TestFactory
    List<DynamicTest> the_unsafe_form_is_caught() {
        return patterns().stream().map(pattern -> DynamicTest.dynamicTest(pattern.name(), () -> {
            if (pattern.expected().equals(FAILS)) {
                assertThatThrownBy(() -> measure(pattern, List.of(pattern.unsafe())))
                        .isInstanceOf(MigrationFailedException.class);
                unsafe.put(pattern.name(), "fails |");
                return;
            }
            SafetyReport report = measure(pattern, List.of(pattern.unsafe())).get(0);
            unsafe.put(pattern.name(), measured(List.of(report)));

            assertThat(report.unaccepted()).as(report::text).extracting(SafetyFinding::key)
                    .containsAll(pattern.expected());
        })).toList();
    }

    @TestFactory
    List<DynamicTest> the_safe_form_passes() {
        return patterns().stream().map(pattern -> DynamicTest.dynamicTest(pattern.name(),
                () -> {
                    List<SafetyReport> reports = measureSafe(pattern);
                    safe.put(pattern.name(), measured(reports));
                    reports.forEach(SafetyReport::assertSafe);
                })).toList();
    }

    /** How long something is blocked depends on what else the machine does, so that is measured more than once. */
    private List<SafetyReport> measureSafe(ChangePattern pattern) {
        List<SafetyReport> reports = measure(pattern, pattern.safe());
        for (int tries = 1; tries < TRIES && reports.stream().flatMap(report -> report.unaccepted().stream())
                .anyMatch(finding -> finding.hazard() == Hazard.BLOCKING); tries++) {
            reports = measure(pattern, pattern.safe());
        }
        return reports;
    }

    private List<SafetyReport> measure(ChangePattern pattern, List<String> scripts) {
        database = emptied(databases, Optional.ofNullable(database));
        SchemaMigrationsBuilder builder = SchemaMigrationsBuilder.of(database.dataSource())
                .policies(Policies.DEFAULT.with(Policies.PostDeploy.APPLY)).databaseLockTimeout(Duration.ofSeconds(5))
                .migration("1", tables()).migration("2", pattern.before().isEmpty() ? "SELECT 1" : pattern.before());
        for (int i = 0; i < scripts.size(); i++) {
            builder.migration(String.valueOf(3 + i), scripts.get(i));
        }
        SchemaMigrations migrations = builder.build();
        migrations.migrate(Target.id("2"));
        List<SafetyReport> reports = new ArrayList<>();
        try (SafetyMeasurement measurement = SafetyMeasurement
                .of(database.dataSource(), SafetyRules.DEFAULT.withRows(ROWS))) {
            migrations.plan(Target.latest()).steps().forEach(step -> reports.add(
                    measurement.of(step, () -> migrations.migrate(new Target.Id(step.id())))));
        }
        return reports;
    }

    @Test
    void the_manual_shows_the_same_changes() throws IOException {
        String table = patterns().stream().map(pattern -> "a|" + pattern.name() + "\n\na|\n[source,sql]\n----\n"
                + pattern.unsafe() + "----\na|" + pattern.expected().stream().map(key -> "`" + key + "`")
                        .collect(Collectors.joining(", "))
                + "\na|\n[source,sql]\n----\n"
                + String.join("-- in another migration\n", pattern.safe()) + "----\n")
                .collect(Collectors.joining("\n", "[cols=\"2,4,2,4\"]\n|===\n|Change |Unsafe |Found |Safe\n\n", "|===\n"));
        Path file = TABLES.resolve(name() + ".adoc");
        if (Boolean.getBoolean("safety.write")) {
            Files.createDirectories(TABLES);
            Files.writeString(file, table);
        }

        assertThat(Files.readString(file)).isEqualTo(table);
    }
}
