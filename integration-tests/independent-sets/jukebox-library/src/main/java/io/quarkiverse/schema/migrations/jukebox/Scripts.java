package io.quarkiverse.schema.migrations.jukebox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The scripts of one migration, as they are in the jar.
 *
 * @param folder the class path folder, with a slash before it
 */
record Scripts(String folder) {

    String up() {
        return text("up.sql").orElseThrow(() -> new IllegalStateException("there is no " + folder + "/up.sql in the jar"));
    }

    Optional<String> down() {
        return text("down.sql");
    }

    private Optional<String> text(String name) {
        try (InputStream script = Scripts.class.getResourceAsStream(folder + "/" + name)) {
            return script == null ? Optional.empty() : Optional.of(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
