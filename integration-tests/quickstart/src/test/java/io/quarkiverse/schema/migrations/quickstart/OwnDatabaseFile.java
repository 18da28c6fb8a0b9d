package io.quarkiverse.schema.migrations.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Keeps each test class to a database file of its own. */
abstract class OwnDatabaseFile implements QuarkusTestProfile {

    private final String name;

    OwnDatabaseFile(String name) {
        this.name = name;
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("shop.file", path(name).toString());
    }

    static Path path(String name) {
        return Path.of("target", name).toAbsolutePath();
    }

    /** Removes the file and what SQLite and the migrations keep beside it. */
    static void delete(String name) {
        try {
            for (String end : new String[] { "", "-journal", "-wal", "-shm", "-migrations.lock" }) {
                Files.deleteIfExists(path(name + end));
            }
        } catch (IOException e) {
            throw new IllegalStateException("A process of an earlier test may still have " + name + " open", e);
        }
    }
}
