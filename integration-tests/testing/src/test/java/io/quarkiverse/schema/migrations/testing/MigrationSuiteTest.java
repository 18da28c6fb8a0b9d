package io.quarkiverse.schema.migrations.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationSuiteTest {

    @TempDir
    static Path folder;

    static class Library extends MigrationSuite {

        @Override
        protected TestData data() {
            return TestData.none().after("2026-02-03_books", "INSERT INTO book (id, author_id, pages) VALUES (1, 2, 300)")
                    .keeping("author").keeping("book", "id", "pages");
        }

        @Override
        protected List<String> releases() {
            return List.of("2026-01-10_authors", "2026-02-03_books");
        }

        @Override
        protected Optional<Snapshots> snapshots() {
            return Optional.of(Snapshots.of(Library.class));
        }
    }

    @Test
    void every_migration_has_a_test_of_its_own_for_its_cycle_each_upgrade_and_its_snapshot() {
        Map<String, String> results = RunTests.of(Library.class);

        assertThat(results).containsOnlyKeys(
                "up_down_and_up_again() > 2026-01-10_authors",
                "up_down_and_up_again() > 2026-02-03_books",
                "up_down_and_up_again() > 2026-03-01_titles",
                "upgrade() > upgrade from 2026-01-10_authors > 2026-02-03_books",
                "upgrade() > upgrade from 2026-01-10_authors > 2026-03-01_titles",
                "upgrade() > upgrade from 2026-01-10_authors > the schema is that of a new database",
                "upgrade() > upgrade from 2026-02-03_books > 2026-03-01_titles",
                "upgrade() > upgrade from 2026-02-03_books > the schema is that of a new database",
                "snapshot() > 2026-01-10_authors",
                "snapshot() > 2026-02-03_books",
                "snapshot() > 2026-03-01_titles",
                "snapshot() > there are no others");
        assertThat(results.values()).containsOnly(RunTests.PASSED);
    }

    static class Faulty extends MigrationSuite {

        @Override
        protected MigrationsUnderTest migrations() {
            return MigrationsUnderTest.from(builder -> builder
                    .migration("1_author", "CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT)", "DROP TABLE author")
                    .migration("2_irreversible", "CREATE TABLE shelf (id INTEGER PRIMARY KEY)")
                    .migration("3_named", "CREATE TABLE named (name TEXT NOT NULL); INSERT INTO named SELECT name FROM author",
                            "SELECT 1"))
                    .on("jdbc:sqlite:");
        }

        @Override
        protected TestData data() {
            return TestData.none().after("1_author", "INSERT INTO author (id) VALUES (1)");
        }

        @Override
        protected List<String> releases() {
            return List.of("1_author");
        }
    }

    @Test
    void a_report_names_the_culprit() {
        Map<String, String> results = RunTests.of(Faulty.class);

        assertThat(results).containsEntry("up_down_and_up_again() > 1_author", RunTests.PASSED)
                .containsEntry("up_down_and_up_again() > 2_irreversible",
                        "aborted: '2_irreversible' has no down script; its up script was applied")
                .containsEntry("upgrade() > upgrade from 1_author > 2_irreversible", RunTests.PASSED);
        assertThat(results.get("up_down_and_up_again() > 3_named")).startsWith("failed: '3_named': the up script fails:");
        assertThat(results.get("upgrade() > upgrade from 1_author > 3_named"))
                .startsWith("failed: Upgrade from '1_author': '3_named' does not come through:").contains("NOT NULL");
        assertThat(results.get("upgrade() > upgrade from 1_author > the schema is that of a new database"))
                .isEqualTo("aborted: Not reached: '3_named' does not come through, see its own test");
        assertThat(results).hasSize(6);
    }

    static class UnknownRelease extends MigrationSuite {

        @Override
        protected List<String> releases() {
            return List.of("2025-12-24_none");
        }
    }

    @Test
    void a_release_that_there_never_was_is_told() {
        assertThat(RunTests.of(UnknownRelease.class).get("upgrade()"))
                .isEqualTo("failed: There is no migration '2025-12-24_none'"
                        + " to upgrade from; there are [2026-01-10_authors, 2026-02-03_books, 2026-03-01_titles]");
    }
}
