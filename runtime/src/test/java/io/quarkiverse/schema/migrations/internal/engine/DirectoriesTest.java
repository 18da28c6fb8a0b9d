package io.quarkiverse.schema.migrations.internal.engine;

import static io.quarkiverse.schema.migrations.internal.engine.MigrateTest.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.SqliteFile;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;

/** Several sources in one set, directories above all. */
class DirectoriesTest {

    @TempDir
    Path temp;

    private Path directory;

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = Files.createDirectory(temp.resolve("scripts"));
    }

    private TestDatabase database() {
        return SqliteFile.in(temp);
    }

    private SchemaMigrationsBuilder withDirectory() {
        return database().migrations().directory(directory, "sqlite");
    }

    private void write(String file, String sql) {
        try {
            Files.writeString(directory.resolve(file), sql);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void merge_with_other_sources_into_one_order() {
        write("2.sql", "CREATE TABLE second (id INT)");
        write("10.sql", "CREATE TABLE tenth (id INT)");
        write("R__a.sql", "SELECT 1");

        assertThat(ids(withDirectory().migration("9", "CREATE TABLE ninth (id INT)")
                .migration("1", "CREATE TABLE first (id INT)").build().migrate())).containsExactly("1", "2", "9", "10", "a");
    }

    @Test
    void refuse_an_id_that_another_source_has_in_other_letters() {
        write("Items.sql", "SELECT 1");

        assertThatThrownBy(withDirectory().migration("items", "SELECT 1").build()::migrate)
                .isInstanceOf(InvalidSourcesException.class)
                .hasMessage("1 problem in the migrations:\n  - memory:items/up.sql: has the id 'items',"
                        + " which differs only in case or form from 'Items' of '" + directory
                        + "/Items.sql'; ids must be unique in a set: rename one of them");
        assertThat(database().tables()).isEmpty();
    }

    @Test
    void list_what_is_wrong_in_every_source() {
        write("1.down.sql", "SELECT 1");
        MigrationSource broken = () -> {
            throw new IllegalStateException("no tenants");
        };

        assertThatThrownBy(withDirectory().source(broken).migration(" ", "SELECT 1").build()::status)
                .isInstanceOf(InvalidSourcesException.class)
                .hasMessageStartingWith("3 problems in the migrations:\n")
                .hasMessageContaining(directory + "/1.down.sql: is a down script without an up script")
                .hasMessageContaining(": failed with java.lang.IllegalStateException: no tenants; correct the source")
                .hasMessageContaining("memory: /up.sql: ")
                .satisfies(e -> assertThat(e.getSuppressed()).hasOnlyElementsOfType(IllegalStateException.class));
    }

    @Test
    void are_read_anew_by_every_command() throws IOException {
        write("1.sql", "CREATE TABLE first (id INT)");
        SchemaMigrations migrations = withDirectory().build();
        assertThat(ids(migrations.migrate())).containsExactly("1");

        write("2.sql", "CREATE TABLE second (id INT)");
        assertThat(ids(migrations.migrate())).containsExactly("2");

        Files.delete(directory.resolve("2.sql"));
        assertThat(migrations.migrate().warnings()).extracting(Object::toString).containsExactly(
                "'2' is applied and newer than every migration of this release");
    }

    @Test
    void fail_a_command_when_they_are_gone() throws IOException {
        SchemaMigrations migrations = withDirectory().build();
        assertThat(migrations.migrate().done()).isEmpty();

        Files.delete(directory);

        assertThatThrownBy(migrations::migrate).isInstanceOf(InvalidSourcesException.class)
                .hasMessage("1 problem in the migrations:\n  - " + directory
                        + ": does not exist; create it, or take it out of the configuration");
    }

    @Test
    void run_as_they_were_looked_through_when_they_are_edited_while_the_command_runs() {
        write("1.sql", "CREATE TABLE first (id INT);");
        write("2.sql", "CREATE TABLE second (id INT);");

        withDirectory().listener(editing("2.sql", "CREATE TABLE other (id INT);")).build().migrate();

        assertThat(database().tables()).containsExactlyInAnyOrder("first", "second", "schema_migrations_history");
        assertThat(withDirectory().build().validate().discrepancies()).singleElement().asString()
                .startsWith("'2': checksum mismatch (" + directory);
    }

    @Test
    void keep_nothing_of_a_long_script_that_is_edited_while_the_command_runs() {
        write("1.sql", "CREATE TABLE first (id INT);");
        write("2.sql", "CREATE TABLE second AS SELECT '" + "more than is kept ".repeat(120_000) + "' AS text;");
        List<String> failed = new ArrayList<>();
        MigrationListener witness = new MigrationListener() {
            @Override
            public void stepFailed(String set, MigrationId id, Direction direction, Throwable failure) {
                failed.add(id.value());
            }
        };

        assertThatThrownBy(withDirectory().listener(editing("2.sql", "CREATE TABLE other (id INT);")).listener(witness)
                .build()::migrate).isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("The script " + directory + "/2.sql cannot be read: it was changed while the command"
                        + " was running; run the command again");

        assertThat(failed).containsExactly("2");
        assertThat(database().tables()).containsExactlyInAnyOrder("first", "schema_migrations_history");
        assertThat(ids(withDirectory().build().migrate())).containsExactly("2");
        assertThat(database().tables()).contains("other");
    }

    /** Writes a file when the first step begins. */
    private MigrationListener editing(String file, String text) {
        return new MigrationListener() {
            @Override
            public void beforeStep(String set, MigrationId id, Direction direction) {
                write(file, text);
            }
        };
    }
}
