package org.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.testing.FullCycle;
import io.quarkiverse.schema.migrations.testing.MigrationsUnderTest;
import io.quarkiverse.schema.migrations.testing.TestDatabases;

/** The failures that the manual shows are the real ones. */
class MessagesOfTestsTest {

    private static final Path MESSAGES = Path.of("../../docs/modules/ROOT/examples/messages");

    @Test
    void a_down_script_that_forgets_an_index_and_a_constraint() throws IOException {
        MigrationsUnderTest migrations = MigrationsUnderTest.from(builder -> builder
                .migration("2026-01-10_authors", "CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
                        "DROP TABLE author")
                .migration("2026-05-02_countries", """
                        DROP TABLE author;
                        CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT);
                        CREATE INDEX author_by_name ON author (name);""", """
                        DROP TABLE author;
                        CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT);
                        CREATE INDEX author_by_name ON author (name);""")).on("jdbc:sqlite:");
        try (TestDatabases databases = migrations.open(); FullCycle cycle = FullCycle.of(databases)) {
            assertThat(catchThrowable(cycle::check)).hasMessage(Files.readString(MESSAGES.resolve("full-cycle.txt")).strip());
        }
    }
}
