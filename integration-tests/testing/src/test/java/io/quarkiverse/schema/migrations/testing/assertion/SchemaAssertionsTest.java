package io.quarkiverse.schema.migrations.testing.assertion;

import static io.quarkiverse.schema.migrations.testing.assertion.MigrationAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.testing.BreakPoint;
import io.quarkiverse.schema.migrations.testing.MigratedDatabase.Scope;
import io.quarkiverse.schema.migrations.testing.MigratedDatabaseExtension;
import io.quarkiverse.schema.migrations.testing.MigrationsUnderTest;
import io.quarkiverse.schema.migrations.testing.TestDatabase;

/** Each assertion where it holds, and where it fails with what is there instead. */
class SchemaAssertionsTest {

    @RegisterExtension
    static final MigratedDatabaseExtension DATABASE = MigratedDatabaseExtension.of(MigrationsUnderTest.from(builder -> builder
            .migration("1_author", "CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, born INTEGER);")
            .migration("2_book", """
                    CREATE TABLE book (
                        id INTEGER NOT NULL,
                        author_id INTEGER REFERENCES author (id) ON DELETE CASCADE,
                        title TEXT DEFAULT 'untitled' CHECK (title <> ''),
                        PRIMARY KEY (id, title)
                    );
                    CREATE INDEX book_by_title ON book (title DESC, author_id);
                    CREATE VIEW titles AS SELECT title FROM book;
                    CREATE TRIGGER no_change BEFORE UPDATE ON book BEGIN SELECT RAISE(ABORT, 'no'); END;
                    CREATE VIRTUAL TABLE words USING fts5(word);
                    """)).on("jdbc:sqlite:"), BreakPoint.end(), Scope.CLASS);

    private final TestDatabase database;

    SchemaAssertionsTest(TestDatabase database) {
        this.database = database;
    }

    private static void refuses(ThrowingCallable assertion, String... lines) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContaining(String.join("\n", lines));
    }

    @Test
    void has_table() {
        assertThat(database).hasTable("AUTHOR").hasTable("book");
        refuses(() -> assertThat(database).hasTable("shelf"), "Expecting a table shelf, but there are: author, book");
    }

    @Test
    void does_not_have_table() {
        assertThat(database).doesNotHaveTable("shelf");
        refuses(() -> assertThat(database).doesNotHaveTable("author"), "Expecting no table author, but there is one:",
                "  id INTEGER", "  name TEXT NOT NULL", "  born INTEGER");
    }

    @Test
    void has_only_tables() {
        assertThat(database).hasOnlyTables("book", "Author");
        refuses(() -> assertThat(database).hasOnlyTables("book"),
                "Expecting the tables book and no others, but there are: author, book");
    }

    @Test
    void has_view() {
        assertThat(database).hasView("titles");
        refuses(() -> assertThat(database).hasView("authors"), "Expecting a view authors, but there are: titles");
    }

    @Test
    void does_not_have_view() {
        assertThat(database).doesNotHaveView("authors");
        refuses(() -> assertThat(database).doesNotHaveView("titles"), "Expecting no view titles, but there is one:",
                "  CREATE VIEW titles AS SELECT title FROM book");
    }

    @Test
    void has_trigger() {
        assertThat(database).hasTrigger("no_change", "book").table("book").hasTrigger("no_change");
        refuses(() -> assertThat(database).hasTrigger("no_change", "author"),
                "Expecting a trigger no_change on author, but there are: no_change on book");
        refuses(() -> assertThat(database).table("author").hasTrigger("no_change"),
                "Expecting a trigger no_change on author, but there are: no_change on book");
    }

    @Test
    void does_not_have_trigger() {
        assertThat(database).doesNotHaveTrigger("no_insert");
        refuses(() -> assertThat(database).doesNotHaveTrigger("no_change"),
                "Expecting no trigger no_change, but there is one on book:",
                "  CREATE TRIGGER no_change BEFORE UPDATE ON book");
    }

    @Test
    void has_object() {
        assertThat(database).hasObject("virtual table", "words");
        refuses(() -> assertThat(database).hasObject("virtual table", "letters"),
                "Expecting a virtual table letters, but there are: words");
    }

    @Test
    void has_schema() {
        assertThat(database).hasSchema(database.schema());
        assertThat(database.schema()).hasSchema(database.schema());
        try (var databases = MigrationsUnderTest.from(b -> b.migration("1",
                "CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, born TEXT)")).on("jdbc:sqlite:")
                .open();
                TestDatabase other = databases.migrated()) {
            refuses(() -> assertThat(other).hasSchema(database.schema()), "Expecting the schema to be the same, but:",
                    "  - table author, column born was INTEGER, is TEXT", "  - table book is no longer there");
        }
    }

    @Test
    void has_column() {
        assertThat(database).table("author").hasColumn("name").hasColumn("born", "integer");
        refuses(() -> assertThat(database).table("author").hasColumn("age"),
                "Expecting table author to have a column age, but it has:", "  id INTEGER", "  name TEXT NOT NULL",
                "  born INTEGER");
    }

    @Test
    void does_not_have_column() {
        assertThat(database).table("author").doesNotHaveColumn("age");
        refuses(() -> assertThat(database).table("author").doesNotHaveColumn("name"),
                "Expecting table author to have no column name, but it has: name TEXT NOT NULL");
    }

    @Test
    void has_columns_exactly() {
        assertThat(database).table("author").hasColumnsExactly("id", "name", "born");
        refuses(() -> assertThat(database).table("author").hasColumnsExactly("id", "born", "name"),
                "Expecting table author to have exactly the columns (id, born, name), but it has: (id, name, born)");
    }

    @Test
    void column_has_type() {
        refuses(() -> assertThat(database).table("author").column("born").hasType("TEXT"),
                "Expecting column author.born to have the type TEXT, but it has: INTEGER");
        refuses(() -> assertThat(database).table("author").hasColumn("born", "TEXT"),
                "Expecting column author.born to have the type TEXT, but it has: INTEGER");
    }

    @Test
    void column_is_nullable_or_not() {
        assertThat(database).table("author").column("born").isNullable().and().column("name").isNotNullable();
        refuses(() -> assertThat(database).table("author").column("name").isNullable(),
                "Expecting column author.name to be nullable, but it is: name TEXT NOT NULL");
        refuses(() -> assertThat(database).table("author").column("born").isNotNullable(),
                "Expecting column author.born to be NOT NULL, but it is: born INTEGER");
    }

    @Test
    void column_has_default_or_not() {
        assertThat(database).table("book").column("title").hasDefault("'untitled'").and().column("id").hasNoDefault();
        refuses(() -> assertThat(database).table("book").column("title").hasDefault("'nameless'"),
                "Expecting column book.title to have the default 'nameless', but it has: 'untitled'");
        refuses(() -> assertThat(database).table("book").column("id").hasDefault("0"),
                "Expecting column book.id to have the default 0, but it has: none");
        refuses(() -> assertThat(database).table("book").column("title").hasNoDefault(),
                "Expecting column book.title to have no default, but it has: 'untitled'");
    }

    @Test
    void has_primary_key() {
        assertThat(database).table("book").hasPrimaryKey("id", "title");
        assertThat(database).table("author").hasPrimaryKey("id");
        refuses(() -> assertThat(database).table("book").hasPrimaryKey("id"),
                "Expecting table book to have the primary key (id), but it has: (id, title)");
        refuses(() -> assertThat(database).table("book").hasNoPrimaryKey(),
                "Expecting table book to have no primary key, but it has: (id, title)");
    }

    @Test
    void has_unique_key() {
        assertThat(database).table("author").hasUniqueKey("name").hasUniqueKey("id");
        refuses(() -> assertThat(database).table("author").hasUniqueKey("born"),
                "Expecting table author to have a unique key (born), but it has:", "  primary key (id)", "  unique key (name)");
    }

    @Test
    void has_foreign_key() {
        assertThat(database).table("book").hasForeignKey("author_id", "author", "id");
        refuses(() -> assertThat(database).table("book").hasForeignKey("author_id", "author", "name"),
                "Expecting table book to have a foreign key (author_id) to author (name), but it has:",
                "  (author_id) to author (id) ON DELETE CASCADE");
        refuses(() -> assertThat(database).table("author").hasForeignKey(List.of("id"), "book", List.of("id")),
                "but it has:", "  none");
    }

    @Test
    void has_index() {
        assertThat(database).table("book").hasIndex("book_by_title").hasIndexOn("title desc").doesNotHaveIndex("by_author");
        refuses(() -> assertThat(database).table("book").hasIndex("by_author"),
                "Expecting table book to have an index by_author, but it has:", "  book_by_title (title DESC, author_id)");
        refuses(() -> assertThat(database).table("book").hasIndexOn("author_id"),
                "Expecting table book to have an index on (author_id), but it has:",
                "  book_by_title (title DESC, author_id)");
        refuses(() -> assertThat(database).table("book").doesNotHaveIndex("book_by_title"),
                "Expecting table book to have no index book_by_title, but it has: (title DESC, author_id)");
    }

    @Test
    void has_check() {
        assertThat(database).table("book").hasCheckContaining("title");
        refuses(() -> assertThat(database).table("book").hasCheckContaining("pages"),
                "Expecting table book to have a check with pages in it, but it has:", "  (title <> '')");
    }

    @Test
    void a_description_stands_before_the_message() {
        assertThatThrownBy(() -> assertThat(database).as("the library").hasTable("shelf"))
                .hasMessageStartingWith("[the library]");
    }
}
