package io.quarkiverse.schema.migrations.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.testing.FullCycle.OrderOfColumns;

/** Baseline scripts and post-deploy migrations, each compared with all migrations in order. */
@ParameterizedClass
@EnumSource
class OtherWaysTest {

    private static final String AUTHOR = "CREATE TABLE author (id INTEGER PRIMARY KEY, name VARCHAR(40) NOT NULL);";
    private static final String BOOK = "CREATE TABLE book (id INTEGER PRIMARY KEY, pages INTEGER);";
    private static final String POST = "-- schema-migrations: deploy=post\n";

    @Parameter
    On on;

    @TempDir
    Path folder;

    @BeforeEach
    void writeScripts() throws IOException {
        write("1.sql", AUTHOR + "INSERT INTO author VALUES (1, 'Le Guin')");
        write("2.sql", BOOK);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private TestDatabases open() {
        return on.the(MigrationsUnderTest.inFolder(folder)).open();
    }

    @Test
    void is_content_with_a_baseline_script_that_leads_to_the_same_schema() throws IOException {
        write("2.baseline.sql", BOOK + AUTHOR + "INSERT INTO author VALUES (1, 'Le Guin')");
        write("3.sql", "ALTER TABLE book ADD COLUMN title VARCHAR(20)");
        try (TestDatabases databases = open()) {
            OtherWays ways = OtherWays.of(databases, OrderOfColumns.COMPARED);

            assertThat(ways.baseline()).contains(MigrationId.of("2"));
            ways.checkBaseline();
            FullCycle.of(databases).check();
        }
    }

    @Test
    void finds_what_a_baseline_script_lacks() throws IOException {
        write("2.baseline.sql", AUTHOR + "INSERT INTO author VALUES (1, 'Le Guin')");
        try (TestDatabases databases = open()) {
            assertThatThrownBy(OtherWays.of(databases, OrderOfColumns.COMPARED)::checkBaseline)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("The baseline script of '2' does not lead to the schema that the migrations up to it"
                            + " lead to:\n")
                    .hasMessageContaining("table book");
        }
    }

    @Test
    void finds_rows_that_a_baseline_script_lacks() throws IOException {
        write("2.baseline.sql", AUTHOR + BOOK);
        try (TestDatabases databases = open()) {
            assertThatThrownBy(OtherWays.of(databases, OrderOfColumns.COMPARED)::checkBaseline)
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("The migrations up to '2' leave 1 rows in table author, its baseline script leaves 0");
        }
    }

    @Test
    void is_content_with_post_deploy_migrations_that_lead_to_the_same_schema_later() throws IOException {
        write("3.sql", POST + "DROP TABLE author");
        write("4.sql", "ALTER TABLE book ADD COLUMN title VARCHAR(20)");
        try (TestDatabases databases = open()) {
            OtherWays ways = OtherWays.of(databases, OrderOfColumns.COMPARED);

            assertThat(ways.hasPostDeploy()).isTrue();
            assertThat(ways.baseline()).isEmpty();
            ways.checkPostDeploy();
            ways.checkBaseline();
        }
    }

    @Test
    void finds_a_later_migration_that_needs_a_post_deploy_migration() throws IOException {
        write("3.sql", POST + "ALTER TABLE book RENAME COLUMN pages TO length");
        write("4.sql", "ALTER TABLE book ADD COLUMN pages INTEGER");
        try (TestDatabases databases = open()) {
            assertThatThrownBy(OtherWays.of(databases, OrderOfColumns.COMPARED)::checkPostDeploy)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(
                            "The others cannot be applied before the post-deploy migrations:\nMigration '4' failed");
        }
    }

    @Test
    void finds_post_deploy_migrations_that_lead_elsewhere_when_they_come_later() throws IOException {
        write("3.sql", POST + "DROP TABLE author");
        write("4.sql", "CREATE TABLE IF NOT EXISTS author (id INTEGER PRIMARY KEY)");
        try (TestDatabases databases = open()) {
            assertThatThrownBy(OtherWays.of(databases, OrderOfColumns.COMPARED)::checkPostDeploy)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(
                            "Post-deploy migrations that are applied after the others do not lead to the schema of"
                                    + " all in order:\n");
        }
    }
}
