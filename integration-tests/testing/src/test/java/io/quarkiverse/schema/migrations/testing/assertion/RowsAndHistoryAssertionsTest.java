package io.quarkiverse.schema.migrations.testing.assertion;

import static io.quarkiverse.schema.migrations.testing.assertion.MigrationAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteDataSource;

import io.quarkiverse.schema.migrations.testing.MigratedDatabase;
import io.quarkiverse.schema.migrations.testing.TestDatabase;

@MigratedDatabase(url = "jdbc:sqlite:")
class RowsAndHistoryAssertionsTest {

    private static void refuses(ThrowingCallable assertion, String... lines) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContaining(String.join("\n", lines));
    }

    @Test
    void has_row_count(TestDatabase database) {
        assertThat(database).hasRowCount("author", 2).hasRowCount("book", 0);
        refuses(() -> assertThat(database).hasRowCount("author", 3), "Expecting 3 rows in table author, but there are: 2");
        refuses(() -> assertThat(database).hasRowCount("shelf", 3), "Expecting a table shelf, but there are: author, book");
    }

    @Test
    void has_intact_foreign_keys_even_where_they_are_not_enforced(TestDatabase database) {
        assertThat(database).hasIntactForeignKeys();

        database.execute("INSERT INTO book (id, author_id) VALUES (1, 1), (2, 77), (3, 78)");

        refuses(() -> assertThat(database).hasIntactForeignKeys(), "Expecting every foreign key to lead to a row, but:",
                "  table book: 2 rows refer by (author_id) to author (id) ON DELETE CASCADE to what is not there");
    }

    @Test
    @MigratedDatabase(url = "jdbc:sqlite:", after = "2026-02-03_books")
    void has_applied_and_pending(TestDatabase database) {
        assertThat(database.migrations()).hasApplied("2026-01-10_authors", "2026-02-03_books").hasPending("2026-03-01_titles");
        refuses(() -> assertThat(database.migrations()).hasApplied("2026-01-10_authors"),
                "Expecting applied: 2026-01-10_authors, but applied are: 2026-01-10_authors, 2026-02-03_books");
        refuses(() -> assertThat(database.migrations()).hasPending(),
                "Expecting pending: none, but pending are: 2026-03-01_titles");
        refuses(() -> assertThat(database.migrations()).isUpToDate(),
                "Expecting the schema to be current, but pending are: 2026-03-01_titles");
    }

    @Test
    void is_valid(TestDatabase database) {
        assertThat(database.migrations()).isValid().isUpToDate();

        database.execute("UPDATE schema_migrations_history SET up_checksum = replace(up_checksum, 'a', 'b')"
                + " WHERE id = '2026-02-03_books'");

        refuses(() -> assertThat(database.migrations()).isValid(), "Expecting sources and history to agree, but:",
                "  '2026-02-03_books': checksum mismatch");
    }

    @Test
    void a_data_source_that_leads_nowhere_is_told() {
        refuses(() -> assertThat(new SQLiteDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                throw new SQLException("nobody is there");
            }
        }).hasTable("author"), "The database cannot be looked at: nobody is there");
    }
}
