package io.quarkiverse.schema.migrations.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.testing.safety.Change;
import io.quarkiverse.schema.migrations.testing.safety.Hazard;
import io.quarkiverse.schema.migrations.testing.safety.HeldLock;
import io.quarkiverse.schema.migrations.testing.safety.SafetyReport;
import io.quarkiverse.schema.migrations.testing.safety.SafetyRules;
import io.quarkiverse.schema.migrations.testing.safety.TableEffect;

class MigrationSafetyTest {

    private static final String TABLES = "CREATE TABLE shops (id bigint PRIMARY KEY, name varchar(20) NOT NULL);"
            + " CREATE TABLE orders (id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id), note varchar(40))";
    private static final String REWRITE = "ALTER TABLE orders ALTER COLUMN id TYPE numeric";
    private static final SafetyRules RULES = SafetyRules.DEFAULT.withRows(500);

    private static MigrationsUnderTest shop(String second) {
        return On.POSTGRESQL.the(MigrationsUnderTest.from(builder -> builder.migration("1", TABLES).migration("2", second)));
    }

    private static SafetyReport measure(String second, SafetyRules rules) {
        try (TestDatabases databases = shop(second).open();
                MigrationSafety safety = MigrationSafety.of(databases, TestData.none(), rules)) {
            return safety.measure(MigrationId.of("2"));
        }
    }

    @Test
    void tells_what_was_measured_what_happens_meanwhile_and_what_to_do() {
        SafetyReport report = measure(REWRITE, RULES);

        TableEffect orders = report.table("orders").orElseThrow();
        assertThat(orders.work().rows()).isEqualTo(500);
        assertThat(orders.has(Change.Kind.REWRITTEN)).isTrue();
        assertThat(orders.strongLock().orElseThrow().mode()).isEqualTo("ACCESS EXCLUSIVE");
        assertThat(orders.strongLock().orElseThrow().blocks()).isEqualTo(HeldLock.Blocks.READS_AND_WRITES);
        assertThat(report.table("shops")).isEmpty();
        assertThat(report.isSafe()).isFalse();
        assertThatThrownBy(report::assertSafe).isInstanceOf(AssertionError.class).hasMessage("""
                '2' is not safe while the application is running:
                  - rewrite(orders): all 500 rows were written to a new file
                    meanwhile: every SELECT, INSERT, UPDATE and DELETE on orders waits for as long as that takes, and the disk \
                needs the space of a second table
                    safe: add a new column, write both from the application, backfill in batches, switch, and drop the old \
                column in a migration with deploy=post
                  - lock-timeout(orders): the lock ACCESS EXCLUSIVE was requested without a limit on the wait for it
                    meanwhile: where a long transaction uses the table, the migration waits for it, and every other request \
                that uses the table queues behind the migration
                    safe: add '-- schema-migrations: database-lock-timeout=2s' and '-- schema-migrations: lock-retries=10' to \
                the head of the script, or set both for all migrations
                To accept a finding, add '-- schema-migrations: accept=rewrite(orders), lock-timeout(orders)' to the head of \
                the script, or call SafetyRules.accepting(…) in the test.""");
        assertThat(report.text()).contains("table orders, 500 rows", "lock ACCESS EXCLUSIVE for at most ", "rewritten");
    }

    @Test
    void a_script_accepts_a_finding_of_one_table() {
        SafetyReport report = measure("-- schema-migrations: database-lock-timeout=2s\n"
                + "-- schema-migrations: accept=rewrite(orders)\n" + REWRITE, RULES);

        assertThat(report.isSafe()).isTrue();
        assertThat(report.findings()).extracting(finding -> finding.key() + ": " + finding.accepted().orElse(""))
                .containsExactly("rewrite(orders): the script says so");
        assertThat(measure("-- schema-migrations: database-lock-timeout=2s\n"
                + "-- schema-migrations: accept=rewrite(shops), scan(orders)\n" + REWRITE, RULES).isSafe()).isFalse();
    }

    @Test
    void a_test_accepts_a_finding_of_one_migration_with_a_reason() {
        SafetyRules rules = RULES.accepting("2", Hazard.REWRITE, "orders", "small in production")
                .accepting("2", Hazard.LOCK_TIMEOUT, "orders", "nobody is there at night");

        assertThat(measure(REWRITE, rules).isSafe()).isTrue();
        assertThat(measure(REWRITE, RULES.accepting("1", Hazard.REWRITE, "orders", "another one")).isSafe()).isFalse();
        assertThatThrownBy(() -> RULES.accepting("2", Hazard.REWRITE, "orders", " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("accepting rewrite(orders) of '2' needs a reason");
    }

    @Test
    void a_column_that_an_older_release_does_not_fill_is_found_on_an_empty_table() {
        SafetyReport report = measure("-- schema-migrations: database-lock-timeout=2s\n"
                + "ALTER TABLE orders ADD COLUMN grade int NOT NULL", SafetyRules.DEFAULT.withRows(0));

        assertThat(report.unaccepted()).extracting(finding -> finding.key()).containsExactly("incompatible(orders)");
    }

    @Test
    void rows_of_the_test_are_kept_and_tables_that_were_there_before_any_migration_count() {
        MigrationsUnderTest migrations = On.POSTGRESQL.the(MigrationsUnderTest.from(builder -> builder
                .migration("1", "ALTER TABLE old ALTER COLUMN id TYPE numeric")));
        TestData data = TestData.none().initially("CREATE TABLE old (id bigint PRIMARY KEY)",
                "INSERT INTO old VALUES (1), (2)");
        try (TestDatabases databases = migrations.open();
                MigrationSafety safety = MigrationSafety.of(databases, data, SafetyRules.DEFAULT.withRows(0))) {
            SafetyReport report = safety.measure(MigrationId.of("1"));

            assertThat(report.table("old").orElseThrow().work().rows()).isEqualTo(2);
            assertThat(report.unaccepted()).extracting(finding -> finding.key())
                    .containsExactly("rewrite(old)", "lock-timeout(old)");
            assertThat(report.notObserved()).isEmpty();
        }
    }

    @Test
    void a_table_that_cannot_be_filled_is_told() {
        SafetyReport report = measure("SELECT 1", RULES);
        assertThat(report.notObserved()).isEmpty();

        try (TestDatabases databases = On.POSTGRESQL.the(MigrationsUnderTest.from(builder -> builder
                .migration("1", "CREATE TABLE odd (id bigint PRIMARY KEY, place point NOT NULL, n int CHECK (n < 5))")
                .migration("2", "SELECT 1"))).open();
                MigrationSafety safety = MigrationSafety.of(databases, TestData.none(), RULES)) {
            assertThat(safety.measure(MigrationId.of("2")).notObserved()).first().asString()
                    .startsWith("table odd has no generated rows");
        }
    }

    @Test
    void a_migration_without_a_down_script_is_told() {
        SafetyReport without = measure("CREATE INDEX orders_note ON orders (note)", RULES);
        assertThat(without.rollback()).isEqualTo(SafetyReport.Rollback.NO_DOWN_SCRIPT);
        assertThat(without.text()).contains("\n  cannot be rolled back: there is no down script\n");

        MigrationsUnderTest reversible = On.POSTGRESQL.the(MigrationsUnderTest.from(builder -> builder
                .migration("1", TABLES, "DROP TABLE orders, shops")));
        try (TestDatabases databases = reversible.open();
                MigrationSafety safety = MigrationSafety.of(databases, TestData.none(), RULES)) {
            SafetyReport with = safety.measure(MigrationId.of("1"));
            assertThat(with.rollback()).isEqualTo(SafetyReport.Rollback.POSSIBLE);
            assertThat(with.text()).doesNotContain("rolled back");
        }
    }

    static class Shop extends MigrationSuite {

        @Override
        protected MigrationsUnderTest migrations() {
            return shop(REWRITE);
        }

        @Override
        protected Optional<SafetyRules> safety() {
            return Optional.of(RULES);
        }
    }

    @Test
    void the_suite_has_a_test_for_each_migration() {
        Map<String, String> results = RunTests.of(Shop.class);

        assertThat(results).containsEntry("safe_while_the_application_is_running() > 1", RunTests.PASSED);
        assertThat(results.get("safe_while_the_application_is_running() > 2"))
                .startsWith("failed: '2' is not safe while the application is running:\n  - rewrite(orders)");
    }

    @Test
    void nothing_is_measured_on_SQLite() {
        try (TestDatabases databases = On.SQLITE.the(MigrationsUnderTest.from(builder -> builder.migration("1",
                "CREATE TABLE a (id INTEGER)"))).open(); MigrationSafety safety = MigrationSafety.of(databases)) {
            assertThatThrownBy(() -> safety.check(MigrationId.of("1"))).isInstanceOf(TestAbortedException.class)
                    .hasMessage("SQLite locks the whole database for every migration: there is nothing to measure");
        }
    }
}
