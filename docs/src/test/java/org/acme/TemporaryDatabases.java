package org.acme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** New files for the databases that the manual's configuration names; one of them has been migrated by Flyway. */
public class TemporaryDatabases implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory(Path.of("target"), "databases");
            String moved = "jdbc:sqlite:" + folder.resolve("moved.db");
            FlywayApplication.migrate(moved, folder);
            return Map.of(
                    "quarkus.datasource.moved.jdbc.url", moved,
                    "quarkus.datasource.jdbc.url", "jdbc:sqlite:" + folder.resolve("library.db") + "?foreign_keys=true",
                    "quarkus.datasource.audit.jdbc.url", "jdbc:sqlite:" + folder.resolve("audit.db"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // the build's output folder is theirs
    }
}
