package io.quarkiverse.schema.migrations.testing;

import static io.quarkiverse.schema.migrations.testing.assertion.MigrationAssertions.assertThat;

import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.quarkiverse.schema.migrations.SchemaMigrations;

@MigratedDatabase
@Execution(ExecutionMode.CONCURRENT)
class MigratedDatabaseTest {

    @BeforeEach
    void a_method_around_the_test_has_the_same_database(TestDatabase database) {
        database.execute("UPDATE author SET name = 'Lem' WHERE id = 2");
    }

    @RepeatedTest(3)
    void each_test_begins_with_what_the_migrations_have_made(TestDatabase database, DataSource dataSource,
            SchemaMigrations migrations) {
        assertThat(migrations).isUpToDate().isValid();
        assertThat(dataSource).hasRowCount("author", 2);
        org.assertj.core.api.Assertions.assertThat(database.query("SELECT name FROM author WHERE id = 2").get(0))
                .containsExactly("Lem");

        database.execute("DELETE FROM author");
    }

    @Test
    @MigratedDatabase(before = "2026-02-03_books")
    void stops_before_a_migration(TestDatabase database) {
        assertThat(database).hasTable("author").doesNotHaveTable("book");
        assertThat(database.migrations()).hasPending("2026-02-03_books", "2026-03-01_titles");
    }

    @Test
    @MigratedDatabase(after = "2026-02-03_books", url = "jdbc:sqlite::memory:")
    void stops_after_a_migration_in_memory(TestDatabase database) {
        assertThat(database).hasTable("book").doesNotHaveView("titles");
        assertThat(database.migrations()).hasApplied("2026-01-10_authors", "2026-02-03_books");
    }

    @Nested
    class InsideAnotherClass {

        @Test
        void the_annotation_holds_as_well(TestDatabase database) {
            assertThat(database).hasView("titles");
        }
    }
}
