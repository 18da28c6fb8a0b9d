package io.quarkiverse.schema.migrations.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.model.MigrationId;

@MigratedDatabase(url = "jdbc:sqlite:")
class SnapshotsTest {

    @TempDir
    Path folder;

    @Test
    void a_schema_is_written_down_an_element_a_line(TestDatabase database) throws IOException {
        Snapshots.in(folder).updating().check("library", database);

        assertThat(Files.readString(folder.resolve("library.schema.txt"))).isEqualTo("""
                table author
                    column id: INTEGER
                    column name: VARCHAR(40) NOT NULL
                    primary key: (id)

                table book
                    column id: INTEGER
                    column author_id: INTEGER NOT NULL
                    column title: VARCHAR(80) DEFAULT 'untitled'
                    column pages: INTEGER
                    primary key: (id)
                    foreign key (author_id): (author_id) to author (id) ON DELETE CASCADE
                    index book_by_title: UNIQUE (title, pages)
                    check some_pages: (pages > 0)

                view titles
                    CREATE VIEW titles AS SELECT title, name FROM book JOIN author ON author.id = book.author_id
                """);
        assertThatCode(() -> Snapshots.in(folder).check("library", database)).doesNotThrowAnyException();
    }

    @Test
    void a_schema_that_is_another_fails_with_the_lines_that_differ(TestDatabase database) {
        Snapshots.in(folder).updating().check("library", database);

        database.execute("ALTER TABLE book ADD COLUMN isbn TEXT", "DROP INDEX book_by_title");

        assertThatThrownBy(() -> Snapshots.in(folder).check("library", database)).isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("The schema is not what " + folder.resolve("library.schema.txt") + " says:\n")
                .hasMessageContaining("""
                          table book
                          …
                              column title: VARCHAR(80) DEFAULT 'untitled'
                              column pages: INTEGER
                        +     column isbn: TEXT
                              primary key: (id)
                              foreign key (author_id): (author_id) to author (id) ON DELETE CASCADE
                        -     index book_by_title: UNIQUE (title, pages)
                        """)
                .hasMessageContaining("run the tests once with -Dschema-migrations.snapshots=update and commit the change")
                .message().doesNotContain("table author");
    }

    @Test
    void a_snapshot_that_is_missing_fails_and_says_how_to_have_it(TestDatabase database) {
        assertThatThrownBy(() -> Snapshots.in(folder).check("new", database)).isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "There is no snapshot " + folder.resolve("new.schema.txt") + " yet. What it is stands in ")
                .hasMessageContaining("-Dschema-migrations.snapshots=update");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_snapshot_of_a_migration_that_is_gone_is_found_and_deleted_when_updating(TestDatabase database) {
        Snapshots.in(folder).updating().check("1_gone", database);
        List<MigrationId> ids = List.of(MigrationId.of("2_there"));

        assertThatThrownBy(() -> Snapshots.in(folder).checkNoOthers(ids)).isInstanceOf(AssertionError.class).hasMessage(
                "There are snapshots of migrations that there are no more: [" + folder.resolve("1_gone.schema.txt")
                        + "]. Delete them, or run the tests once with -Dschema-migrations.snapshots=update");

        Snapshots.in(folder).updating().checkNoOthers(ids);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void an_id_that_no_file_can_be_named_by_has_a_snapshot_all_the_same(TestDatabase database) {
        Snapshots.in(folder).updating().check("1/é ?", database);

        assertThat(folder.resolve("1%2F%C3%A9%20%3F.schema.txt")).exists();
    }

    @Test
    void a_switch_that_is_neither_on_nor_absent_is_refused() {
        System.setProperty(Snapshots.PROPERTY, "yes");
        try {
            assertThatThrownBy(() -> Snapshots.in(folder)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("-Dschema-migrations.snapshots=yes: it can only be update");
        } finally {
            System.clearProperty(Snapshots.PROPERTY);
        }
    }
}
