package org.acme;

import static io.quarkiverse.schema.migrations.testing.assertion.MigrationAssertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.testing.BreakPoint;
import io.quarkiverse.schema.migrations.testing.MigratedDatabase;
import io.quarkiverse.schema.migrations.testing.TestDatabase;

// tag::first[]
@MigratedDatabase
class LibrarySchemaTest {

    @Test
    void books_have_authors(TestDatabase database) {
        assertThat(database).table("book")
                .hasPrimaryKey("id")
                .hasForeignKey("author_id", "author", "id")
                .hasUniqueKey("title", "pages")
                .column("title").hasType("VARCHAR(80)").isNullable().hasDefault("'untitled'");
        assertThat(database).hasView("titles").hasRowCount("author", 2).hasIntactForeignKeys();
        assertThat(database.migrations()).isUpToDate().isValid();
    }
    // end::first[]

    // tag::break-point[]
    @Test
    @MigratedDatabase(before = "2026-02-03_books")
    void books_are_made_beside_the_authors_that_are_there(TestDatabase database) {
        database.execute("INSERT INTO author (id, name) VALUES (7, 'Jorge Luis Borges')");

        database.migrate(BreakPoint.after("2026-02-03_books"));

        assertThat(database).hasRowCount("author", 3).hasTable("book").doesNotHaveView("titles");

        database.migrate();

        assertThat(database).hasView("titles");
    }
    // end::break-point[]
    // tag::first[]
}
// end::first[]
