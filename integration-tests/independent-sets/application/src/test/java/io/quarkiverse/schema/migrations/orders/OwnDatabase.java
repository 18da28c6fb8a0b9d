package io.quarkiverse.schema.migrations.orders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** An application on database files of its own, configured as the test wants it. */
public abstract class OwnDatabase implements QuarkusTestProfile {

    abstract Map<String, String> keys();

    @Override
    public final Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = new HashMap<>(keys());
        overrides.put("database.file", freshFolder().resolve("orders.db").toString());
        return overrides;
    }

    private static Path freshFolder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "databases").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
