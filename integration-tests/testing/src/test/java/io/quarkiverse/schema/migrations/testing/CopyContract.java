package io.quarkiverse.schema.migrations.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.testing.assertion.MigrationAssertions;
import io.quarkiverse.schema.migrations.testing.schema.Schema;

/** What a copy of a template is, on every database. */
abstract class CopyContract {

    abstract On database();

    /** The migrations that use all that the database has; in {@code everything/<kind>}. */
    MigrationsUnderTest everything() {
        return database().the(MigrationsUnderTest.inFolder(Path.of("src/test/resources/everything", kind())));
    }

    String kind() {
        return database().name().toLowerCase(Locale.ROOT);
    }

    @Test
    void a_copy_holds_all_that_the_template_holds() {
        try (TestDatabases databases = everything().open(); TestDatabase original = databases.empty()) {
            original.migrate();
            try (TestDatabase copy = databases.migrated()) {
                assertThat(copy.schema().since(original.schema()).message()).isEmpty();
                assertThat(copy.query("SELECT id, label, weight FROM thing ORDER BY id"))
                        .isEqualTo(original.query("SELECT id, label, weight FROM thing ORDER BY id")).hasSizeGreaterThan(1);
                MigrationAssertions.assertThat(copy.migrations()).isUpToDate().isValid();
                MigrationAssertions.assertThat(copy).hasIntactForeignKeys();

                copy.execute("INSERT INTO thing (label) VALUES ('one more')");
                assertThat(copy.query("SELECT count(*) FROM thing")).isEqualTo(List.of(List.of("4")));
            }
        }
    }

    @Test
    void what_the_migrations_have_made_can_all_be_seen() {
        try (TestDatabases databases = everything().open(); TestDatabase database = databases.migrated()) {
            Snapshots.in(Path.of("src/test/resources/everything", kind() + ".snapshot")).check("all", database);
        }
    }

    /** Each line of {@code everything/<kind>.changes}: statements, and what the comparison must say about them. */
    @Test
    void every_kind_of_change_is_noticed() throws IOException {
        SoftAssertions all = new SoftAssertions();
        try (TestDatabases databases = everything().open(); TestDatabase original = databases.migrated()) {
            Schema before = original.schema();
            for (String line : Files.readAllLines(Path.of("src/test/resources/everything", kind() + ".changes"))) {
                if (line.startsWith("#")) {
                    continue;
                }
                String[] parts = line.split(" => ?", 2);
                try (TestDatabase changed = databases.migrated()) {
                    all.assertThatCode(() -> changed.execute(parts[0].split("; "))).as(parts[0]).doesNotThrowAnyException();
                    String message = changed.schema().since(before).message();
                    if (parts[1].isEmpty()) {
                        all.assertThat(message).as(parts[0]).isEmpty();
                    } else {
                        all.assertThat(message).as(parts[0]).contains(parts[1]);
                    }
                }
            }
        }
        all.assertAll();
    }

    @Test
    void copies_know_nothing_of_each_other_and_can_be_made_by_many_threads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (TestDatabases databases = database().the(MigrationsUnderTest.at("db/migrations")).open()) {
            List<Future<String>> counts = IntStream.range(0, 8).mapToObj(n -> threads.submit(() -> {
                try (TestDatabase copy = databases.migrated()) {
                    copy.execute("INSERT INTO author VALUES (3, 'number " + n + "')");
                    return copy.query("SELECT count(*), max(name) FROM author WHERE id = 3").toString();
                }
            })).toList();
            for (int n = 0; n < counts.size(); n++) {
                assertThat(counts.get(n).get()).isEqualTo("[[1, number " + n + "]]");
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void stops_before_and_after_a_migration_and_goes_on() {
        try (TestDatabases databases = database().the(MigrationsUnderTest.at("db/migrations")).open();
                TestDatabase copy = databases.migrated(BreakPoint.before("2026-01-10_authors"))) {
            MigrationAssertions.assertThat(copy).doesNotHaveTable("author");
            assertThat(copy.migrate(BreakPoint.before("2026-01-10_authors")).done()).isEmpty();
            assertThat(copy.migrate(BreakPoint.before("2026-02-03_books")).done()).hasSize(1);
            MigrationAssertions.assertThat(copy.migrations()).hasApplied("2026-01-10_authors");
            assertThat(copy.migrate(BreakPoint.after("2026-02-03_books")).done()).hasSize(1);
            assertThat(copy.migrate(BreakPoint.after("2026-02-03_books")).done()).isEmpty();
            assertThat(copy.migrate().done()).hasSize(1);
            MigrationAssertions.assertThat(copy.migrations()).isUpToDate();
            assertThatThrownBy(() -> copy.migrate(BreakPoint.before("2026-02-03_books")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Migration '2026-02-03_books' is applied already, so nothing can stop before it");
            assertThatThrownBy(() -> copy.migrate(BreakPoint.after("2"))).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("There is no migration '2' to stop at; there are [2026-01-10_authors, ");
        }
    }

    @Test
    void nothing_is_left_behind_even_where_a_migration_fails_and_a_test_forgets_to_close() throws SQLException {
        List<String> before = databases();
        try (TestDatabases databases = database().the(MigrationsUnderTest.from(b -> b.migration("1", "CREATE TABLE"))).open()) {
            assertThatThrownBy(databases::migrated).isInstanceOf(MigrationFailedException.class);
            databases.empty();
        }
        assertThat(databases()).isSubsetOf(before);
    }

    /** The names of all databases of tests that there are. */
    abstract List<String> databases() throws SQLException;

    final List<String> databases(String query) throws SQLException {
        try (TestDatabases host = database().the(MigrationsUnderTest.at("db/migrations")).open();
                TestDatabase any = host.empty();
                Connection connection = any.dataSource().getConnection()) {
            String own = connection.getCatalog();
            return any.query(query).stream().map(row -> row.get(0)).filter(name -> !name.equals(own)).toList();
        }
    }
}
