package io.quarkiverse.schema.migrations.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaDriftTest {

    private static MigrationsUnderTest shop(On database) {
        return database.the(MigrationsUnderTest.from(builder -> builder
                .migration("1", "CREATE TABLE shop (id INTEGER PRIMARY KEY, name VARCHAR(40))")
                .migration("2", "CREATE TABLE orders (id INTEGER PRIMARY KEY); CREATE INDEX by_name ON shop (name)")));
    }

    @ParameterizedTest
    @EnumSource(On.class)
    void a_database_that_was_only_migrated_has_no_drift(On database) {
        try (TestDatabases databases = shop(database).open(); TestDatabase live = databases.migrated()) {
            SchemaDrift drift = SchemaDrift.of(live.dataSource()).againstMigrations(shop(database));

            assertThat(drift.text()).isEmpty();
            assertThat(drift.isEmpty()).isTrue();
            assertThat(drift.json()).isEqualTo("{\"unexpected\":[],\"missing\":[],\"different\":[]}");
            assertThatCode(drift::assertNone).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource(On.class)
    void tells_what_is_unexpected_missing_and_different(On database) {
        try (TestDatabases databases = shop(database).open(); TestDatabase live = databases.empty()) {
            live.execute("CREATE TABLE shop (id INTEGER PRIMARY KEY, name VARCHAR(50), motto VARCHAR(9))",
                    "CREATE INDEX by_name ON shop (name)", "CREATE VIEW by_hand AS SELECT 1 AS \"one\"".replace("\"", ""));

            SchemaDrift drift = SchemaDrift.of(live.dataSource()).againstMigrations(shop(database));

            assertThat(drift.unexpected()).extracting(change -> change.element().place())
                    .containsExactlyInAnyOrder("table shop, column motto", "view by_hand");
            assertThat(drift.missing()).extracting(change -> change.element().place()).containsExactly("table orders");
            assertThat(drift.different()).extracting(change -> change.element().place())
                    .containsExactly("table shop, column name");
            assertThat(drift.text()).contains("  - unexpected: table shop, column motto: ", "  - missing: table orders",
                    "  - different: table shop, column name is ", "(50)", ", should be ", "(40)");
            assertThat(drift.json()).contains("{\"element\":\"table shop, column name\",\"expected\":\"");
            assertThatThrownBy(drift::assertNone).isInstanceOf(AssertionError.class)
                    .hasMessage("The schema is not what the migrations lead to:\n" + drift.text());
        }
    }

    @ParameterizedTest
    @EnumSource(value = On.class, names = { "SQLITE", "POSTGRESQL" })
    void migrations_that_are_not_applied_yet_can_be_left_out(On database) {
        try (TestDatabases databases = shop(database).open();
                TestDatabase live = databases.migrated(BreakPoint.after("1"))) {
            assertThat(SchemaDrift.of(live.dataSource()).againstMigrations(shop(database)).missing()).hasSize(2);
            assertThat(SchemaDrift.of(live.dataSource()).againstMigrations(shop(database), BreakPoint.after("1")).isEmpty())
                    .isTrue();
        }
    }
}
