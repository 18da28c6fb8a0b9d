package io.quarkiverse.schema.migrations.internal.adopt;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.TestDatabase;

/** A database, scripts, and the real Flyway, which migrates the one with the others. */
abstract class FlywayProject {

    static final String TABLE = "flyway_schema_history";

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path directory;

    TestDatabase database;
    Path scripts;

    @BeforeEach
    void copyScripts() throws IOException, URISyntaxException {
        database = kind.empty(directory);
        scripts = Files.createDirectory(directory.resolve("scripts"));
        try (Stream<Path> files = Files.list(Path.of(getClass().getResource("/adoption/shop").toURI()))) {
            for (Path file : files.toList()) {
                Files.copy(file, scripts.resolve(file.getFileName().toString()));
            }
        }
    }

    void write(String name, String text) {
        try {
            Files.writeString(scripts.resolve(name), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void remove(String name) {
        try {
            Files.delete(scripts.resolve(name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    FluentConfiguration flyway() {
        return Flyway.configure().dataSource(database.dataSource()).locations("filesystem:" + scripts)
                .placeholderReplacement(false);
    }

    SchemaMigrationsBuilder shop() {
        return database.migrations().directory(scripts, "sqlite");
    }
}
