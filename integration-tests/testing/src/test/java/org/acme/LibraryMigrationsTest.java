package org.acme;

import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.testing.MigrationSuite;
import io.quarkiverse.schema.migrations.testing.MigrationsUnderTest;
import io.quarkiverse.schema.migrations.testing.Snapshots;
import io.quarkiverse.schema.migrations.testing.TestData;

// tag::suite[]
class LibraryMigrationsTest extends MigrationSuite {

    // end::suite[]
    // tag::migrations[]
    @Override
    protected MigrationsUnderTest migrations() {
        return MigrationsUnderTest.at("db/migrations").on("jdbc:sqlite:?foreign_keys=true");
    }
    // end::migrations[]

    // tag::data[]
    @Override
    protected TestData data() {
        return TestData.none()
                .after("2026-02-03_books", "INSERT INTO book (id, author_id, title) VALUES (1, 2, 'Solaris')")
                .before("2026-03-01_titles", "UPDATE book SET pages = 204")
                .keeping("author")
                .keeping("book", "id", "author_id", "title");
    }
    // end::data[]

    // tag::releases[]
    @Override
    protected List<String> releases() {
        return List.of("2026-01-10_authors", "2026-02-03_books");
    }
    // end::releases[]

    // tag::snapshots[]
    @Override
    protected Optional<Snapshots> snapshots() {
        return Optional.of(Snapshots.of(LibraryMigrationsTest.class));
    }
    // end::snapshots[]
    // tag::suite[]
}
// end::suite[]
