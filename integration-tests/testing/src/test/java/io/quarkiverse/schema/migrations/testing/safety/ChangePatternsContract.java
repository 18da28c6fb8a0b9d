package io.quarkiverse.schema.migrations.testing.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.servers.Database;
import io.quarkiverse.schema.migrations.testing.MigrationSafety;
import io.quarkiverse.schema.migrations.testing.MigrationsUnderTest;
import io.quarkiverse.schema.migrations.testing.TestData;
import io.quarkiverse.schema.migrations.testing.TestDatabases;

/** The changes that guides to safe migrations know: each unsafe form is caught, each safe form passes. */
abstract class ChangePatternsContract {

    /** Few are enough: what is not safe is seen in the catalog and in what the server counts. */
    private static final int ROWS = Integer.getInteger("safety.rows", 1000);
    private static final List<String> FAILS = List.of("fails");
    private static final Path TABLES = Path.of("../../docs/modules/ROOT/examples/safe-changes");

    abstract Database server();

    /** The name of the database in file names. */
    abstract String name();

    /** The tables that every pattern has. */
    abstract String tables();

    private List<ChangePattern> patterns() {
        return ChangePattern.read("/safety/" + name() + ".sql");
    }

    @TestFactory
    List<DynamicTest> the_unsafe_form_is_caught() {
        return patterns().stream().map(pattern -> DynamicTest.dynamicTest(pattern.name(), () -> {
            if (pattern.expected().equals(FAILS)) {
                assertThatThrownBy(() -> measure(pattern, List.of(pattern.unsafe()))).isInstanceOf(AssertionError.class)
                        .hasMessageStartingWith("'3' cannot be applied to a database with rows: ");
                return;
            }
            SafetyReport report = measure(pattern, List.of(pattern.unsafe())).get(0);

            assertThat(report.unaccepted()).as(report::text).extracting(SafetyFinding::key)
                    .containsAll(pattern.expected());
        })).toList();
    }

    @TestFactory
    List<DynamicTest> the_safe_form_passes() {
        return patterns().stream().map(pattern -> DynamicTest.dynamicTest(pattern.name(),
                () -> measure(pattern, pattern.safe()).forEach(SafetyReport::assertSafe))).toList();
    }

    private List<SafetyReport> measure(ChangePattern pattern, List<String> scripts) {
        MigrationsUnderTest migrations = MigrationsUnderTest.from(builder -> {
            builder.migration("1", tables()).databaseLockTimeout(Duration.ofSeconds(5));
            if (!pattern.before().isEmpty()) {
                builder.migration("2", pattern.before());
            }
            for (int i = 0; i < scripts.size(); i++) {
                builder.migration(String.valueOf(3 + i), scripts.get(i));
            }
        }).on(server().url(), server().user(), server().password());
        List<SafetyReport> reports = new ArrayList<>();
        try (TestDatabases databases = migrations.open();
                MigrationSafety safety = MigrationSafety.of(databases, TestData.none(), SafetyRules.DEFAULT.withRows(ROWS))) {
            for (int i = 0; i < scripts.size(); i++) {
                reports.add(safety.measure(MigrationId.of(String.valueOf(3 + i))));
            }
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
