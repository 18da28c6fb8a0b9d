package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.testing.MigrationsUnderTest;
import io.quarkiverse.schema.migrations.testing.SchemaSquash;

class LibrarySquashTest {

    @TempDir
    Path migrations;

    @Test
    void the_library_is_squashed() throws IOException {
        Files.createDirectories(migrations.resolve("2026-03-01_titles"));
        squash(migrations);

        assertThat(migrations.resolve("2026-03-01_titles/baseline.sql")).content().contains("CREATE TABLE", "CREATE VIEW");
    }

    private static void squash(Path folder) {
        SchemaSquash.of(MigrationsUnderTest.at("db/migrations"))
                .write("2026-03-01_titles", folder); // such as Path.of("src/main/resources/db/migrations")
    }
}
