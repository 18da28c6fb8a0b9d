package io.quarkiverse.schema.migrations.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.testing.FullCycle.OrderOfColumns;

/** What a full cycle finds, on every database. */
abstract class FullCycleContract {

    private static final String AUTHOR = "CREATE TABLE author (id INTEGER PRIMARY KEY, name VARCHAR(40) NOT NULL)";
    private static final String BOOK = "CREATE TABLE book (id INTEGER PRIMARY KEY, author_id INTEGER NOT NULL"
            + " REFERENCES author (id) ON DELETE CASCADE, title VARCHAR(80) DEFAULT 'untitled')";

    abstract On database();

    private TestDatabases open(Consumer<SchemaMigrationsBuilder> migrations) {
        return database().the(MigrationsUnderTest.from(migrations)).open();
    }

    @Test
    void is_content_with_scripts_that_restore_what_was() {
        try (TestDatabases databases = open(migrations -> migrations.migration("1_author", AUTHOR, "DROP TABLE author")
                .migration("2_book", BOOK, "DROP TABLE book")
                .migration("3_country", "ALTER TABLE author ADD COLUMN country VARCHAR(2)",
                        "ALTER TABLE author DROP COLUMN country")
                .migration("4_view", "CREATE VIEW titles AS SELECT title, name FROM book JOIN author ON author.id = author_id",
                        "DROP VIEW titles"));
                FullCycle cycle = FullCycle.of(databases)) {
            assertThatCode(cycle::check).doesNotThrowAnyException();
        }
    }

    @Test
    void finds_a_down_script_that_succeeds_and_restores_nothing() {
        try (TestDatabases databases = open(migrations -> migrations.migration("1_author", AUTHOR, "SELECT 1"));
                FullCycle cycle = FullCycle.of(databases)) {
            assertThatThrownBy(cycle::check).isInstanceOf(AssertionError.class).hasMessageContaining(
                    "The down script of '1_author' does not restore the schema that was there before its up script:\n"
                            + "  - table author was not there");
        }
    }

    @Test
    void finds_a_column_that_does_not_come_back_as_it_was() {
        try (TestDatabases databases = open(migrations -> migrations.migration("1_author", AUTHOR, "DROP TABLE author")
                .migration("2_short", "DROP TABLE author; CREATE TABLE author (id INTEGER PRIMARY KEY)",
                        "ALTER TABLE author ADD COLUMN name VARCHAR(40)"));
                FullCycle cycle = FullCycle.of(databases)) {
            assertThatThrownBy(cycle::check).isInstanceOf(AssertionError.class)
                    .hasMessageContaining("The down script of '2_short' does not restore")
                    .hasMessageContaining("- table author, column name was ").hasMessageContaining(" NOT NULL");
        }
    }

    @Test
    void finds_an_index_that_is_left() {
        try (TestDatabases databases = open(migrations -> migrations.migration("1_author", AUTHOR, "DROP TABLE author")
                .migration("2_index", "CREATE INDEX author_by_name ON author (name)", "SELECT 1"));
                FullCycle cycle = FullCycle.of(databases)) {
            assertThatThrownBy(cycle::check).isInstanceOf(AssertionError.class)
                    .hasMessageContaining("- table author, index author_by_name was not there, is (name");
        }
    }

    @Test
    void names_every_migration_that_is_at_fault_and_no_other() {
        try (TestDatabases databases = open(migrations -> migrations.migration("1_author", AUTHOR, "SELECT 1")
                .migration("2_fine", "CREATE TABLE fine (id INTEGER)", "DROP TABLE fine")
                .migration("3_box", "CREATE TABLE box (id INTEGER)", "SELECT 1"));
                FullCycle cycle = FullCycle.of(databases)) {
            assertThatThrownBy(cycle::check).hasMessageContaining("'1_author'").hasMessageContaining("'3_box'")
                    .message().doesNotContain("fine");
        }
    }

    @Test
    void passes_over_what_comes_after_a_migration_that_cannot_be_applied() {
        try (TestDatabases databases = open(migrations -> migrations.migration("1_broken", "CREATE TABLE", "SELECT 1")
                .migration("2_fine", "CREATE TABLE fine (id INTEGER)", "DROP TABLE fine"));
                FullCycle cycle = FullCycle.of(databases)) {
            assertThatThrownBy(() -> cycle.check(MigrationId.of("1_broken"))).isInstanceOf(AssertionError.class)
                    .hasMessageContaining("'1_broken': the up script fails:");
            assertThatThrownBy(() -> cycle.check(MigrationId.of("2_fine"))).isInstanceOf(TestAbortedException.class)
                    .hasMessageContaining("Not reached: '1_broken' cannot be applied, see its own test");
        }
    }

    @Test
    void passes_over_a_migration_without_a_down_script() {
        try (TestDatabases databases = open(migrations -> migrations.migration("1_author", AUTHOR));
                FullCycle cycle = FullCycle.of(databases)) {
            assertThatThrownBy(() -> cycle.check(MigrationId.of("1_author"))).isInstanceOf(TestAbortedException.class)
                    .hasMessageContaining("'1_author' has no down script; its up script was applied");
        }
    }

    @Test
    void finds_a_down_script_that_rows_get_in_the_way_of() {
        TestData data = TestData.none().after("2_optional", "INSERT INTO author (id) VALUES (1)");
        try (TestDatabases databases = open(migrations -> migrations.migration("1_author", AUTHOR, "DROP TABLE author")
                .migration("2_optional", "CREATE TABLE old (id INTEGER, name VARCHAR(40) NOT NULL); DROP TABLE author;"
                        + "CREATE TABLE author (id INTEGER PRIMARY KEY, name VARCHAR(40))",
                        "INSERT INTO old SELECT id, name FROM author; DROP TABLE author; DROP TABLE old; " + AUTHOR));
                FullCycle cycle = FullCycle.of(databases, data, OrderOfColumns.COMPARED)) {
            assertThatThrownBy(cycle::check).isInstanceOf(AssertionError.class)
                    .hasMessageContaining("'2_optional': the down script fails:").hasMessageContaining("old");
        }
    }

    @Test
    void finds_rows_that_an_up_script_loses() {
        TestData data = TestData.none().before("2_rebuilt", "INSERT INTO author VALUES (1, 'Lem'), (2, 'Le Guin')")
                .keeping("author");
        try (TestDatabases databases = open(migrations -> migrations.migration("1_author", AUTHOR, "DROP TABLE author")
                .migration("2_rebuilt", "DROP TABLE author; " + AUTHOR, "SELECT 1"));
                FullCycle cycle = FullCycle.of(databases, data, OrderOfColumns.COMPARED)) {
            assertThatThrownBy(cycle::check).isInstanceOf(AssertionError.class).hasMessageContaining(
                    "Rows do not survive the up script of '2_rebuilt':\n  - table author had 2 rows and has 0\n"
                            + "    no longer there: (id=1, name=Lem) (id=2, name=Le Guin)");
        }
    }

    @Test
    void takes_rows_that_an_up_script_adds_for_no_loss_but_a_down_script_has_to_take_them_back() {
        TestData data = TestData.none().after("1_author", "INSERT INTO author VALUES (1, 'Lem')").keeping("author");
        try (TestDatabases databases = open(migrations -> migrations.migration("1_author", AUTHOR, "DROP TABLE author")
                .migration("2_more", "INSERT INTO author VALUES (2, 'Le Guin')", "DELETE FROM author WHERE id = 2")
                .migration("3_forgotten", "INSERT INTO author VALUES (3, 'Borges')", "SELECT 1"));
                FullCycle cycle = FullCycle.of(databases, data, OrderOfColumns.COMPARED)) {
            assertThatThrownBy(cycle::check).isInstanceOf(AssertionError.class).hasMessage(
                    "Rows do not survive the down script of '3_forgotten':\n  - table author had 2 rows and has 3\n"
                            + "    not there before: (id=3, name=Borges)");
        }
    }

    @Test
    void finds_values_that_a_down_script_does_not_bring_back() {
        TestData data = TestData.none().after("1_author", "INSERT INTO author VALUES (1, 'Lem')").keeping("author");
        try (TestDatabases databases = open(migrations -> migrations
                .migration("1_author", "CREATE TABLE author (id INTEGER PRIMARY KEY, name VARCHAR(40))", "DROP TABLE author")
                .migration("2_nameless", "ALTER TABLE author DROP COLUMN name",
                        "ALTER TABLE author ADD COLUMN name VARCHAR(40)"));
                FullCycle cycle = FullCycle.of(databases, data, OrderOfColumns.COMPARED)) {
            assertThatThrownBy(cycle::check).isInstanceOf(AssertionError.class).hasMessage(
                    "Rows do not survive the down script of '2_nameless':\n  - table author had 1 row and has 1\n"
                            + "    no longer there: (id=1, name=Lem)\n    not there before: (id=1, name=null)");
        }
    }

    @Test
    void compares_the_order_of_columns_unless_told_otherwise() {
        try (TestDatabases databases = open(migrations -> migrations
                .migration("1_author", "CREATE TABLE author (id INTEGER, name VARCHAR(40), born INTEGER)", "DROP TABLE author")
                .migration("2_nameless", "ALTER TABLE author DROP COLUMN name",
                        "ALTER TABLE author ADD COLUMN name VARCHAR(40)"));
                FullCycle strict = FullCycle.of(databases);
                FullCycle lenient = FullCycle.of(databases, TestData.none(), OrderOfColumns.IGNORED)) {
            assertThatThrownBy(strict::check).isInstanceOf(AssertionError.class)
                    .hasMessageEndingWith("  - table author, order of columns was id, name, born, is id, born, name");
            assertThatCode(lenient::check).doesNotThrowAnyException();
        }
    }

    @Test
    void refuses_data_around_a_migration_that_there_is_not() {
        try (TestDatabases databases = open(migrations -> migrations.migration("1_author", AUTHOR))) {
            assertThatThrownBy(
                    () -> FullCycle.of(databases, TestData.none().after("2_book", "SELECT 1"), OrderOfColumns.COMPARED))
                    .isInstanceOf(IllegalArgumentException.class).hasMessage(
                            "There is no migration '2_book' to put data in before or after; there are [1_author]");
        }
    }
}
