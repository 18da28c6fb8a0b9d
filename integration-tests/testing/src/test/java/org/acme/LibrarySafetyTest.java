package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.servers.Database;
import io.quarkiverse.schema.migrations.servers.Server;
import io.quarkiverse.schema.migrations.testing.MigrationSafety;
import io.quarkiverse.schema.migrations.testing.MigrationSuite;
import io.quarkiverse.schema.migrations.testing.MigrationsUnderTest;
import io.quarkiverse.schema.migrations.testing.TestData;
import io.quarkiverse.schema.migrations.testing.TestDatabases;
import io.quarkiverse.schema.migrations.testing.safety.Change;
import io.quarkiverse.schema.migrations.testing.safety.Hazard;
import io.quarkiverse.schema.migrations.testing.safety.SafetyReport;
import io.quarkiverse.schema.migrations.testing.safety.SafetyRules;

class LibrarySafetyTest extends MigrationSuite {

    private static final Database SERVER = Server.POSTGRESQL.empty("safety");
    private static final Path MESSAGES = Path.of("../../docs/modules/ROOT/examples/messages");

    @Override
    protected MigrationsUnderTest migrations() {
        return MigrationsUnderTest.at("db/migrations").on(SERVER.url(), SERVER.user(), SERVER.password())
                .with(builder -> builder.databaseLockTimeout(Duration.ofSeconds(2)));
    }

    // tag::suite[]
    @Override
    protected Optional<SafetyRules> safety() {
        return Optional.of(SafetyRules.DEFAULT.withRows(10_000));
    }
    // end::suite[]

    // tag::test[]
    @Test
    void pages_are_counted_in_a_larger_type() {
        MigrationsUnderTest pages = migrations().with(builder -> builder.migration("2026-06-01_pages",
                "ALTER TABLE book ALTER COLUMN pages TYPE bigint"));
        SafetyRules rules = SafetyRules.DEFAULT.withRows(1000)
                .accepting("2026-06-01_pages", Hazard.REWRITE, "book", "there are a few hundred books");
        try (TestDatabases databases = pages.open();
                MigrationSafety safety = MigrationSafety.of(databases, TestData.none(), rules)) {
            SafetyReport report = safety.measure(MigrationId.of("2026-06-01_pages"));

            report.assertSafe();
            assertThat(report.table("book").orElseThrow().has(Change.Kind.REWRITTEN)).isTrue();
            assertThat(report.table("author")).isEmpty();
        }
    }
    // end::test[]

    @Test
    void the_manual_shows_a_real_failure() throws IOException {
        MigrationsUnderTest pages = migrations().with(builder -> builder.migration("2026-06-01_pages",
                "ALTER TABLE book ADD CHECK (pages > 0)"));
        try (TestDatabases databases = pages.open();
                MigrationSafety safety = MigrationSafety.of(databases,
                        TestData.none(), SafetyRules.DEFAULT.withRows(1000).withLongestBlock(Duration.ofMinutes(1)))) {
            SafetyReport report = safety.measure(MigrationId.of("2026-06-01_pages"));
            Path file = MESSAGES.resolve("unsafe.txt");
            if (Boolean.getBoolean("safety.write")) {
                Files.writeString(file, failure(report));
            }

            assertThat(failure(report)).isEqualTo(Files.readString(file));
        }
    }

    private static String failure(SafetyReport report) {
        try {
            report.assertSafe();
            return "";
        } catch (AssertionError e) {
            return e.getMessage() + "\n";
        }
    }
}
