package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files that the manual includes. */
final class Manual {

    private static final Path EXAMPLES = Path.of("modules/ROOT/examples");

    private Manual() {
    }

    /** A folder of migrations that are met by the message of the same name. */
    static Path scenario(String name) {
        return EXAMPLES.resolve("scenarios").resolve(name).resolve("now");
    }

    /** The migrations that were applied before, where the scenario has a past. */
    static Path past(String name) {
        return EXAMPLES.resolve("scenarios").resolve(name).resolve("before");
    }

    /**
     * Holds the message that the manual shows against the real one, which is left in {@code target/messages} to be copied
     * over when it was meant to change.
     */
    static void shows(String name, Throwable real) {
        String message = real.getMessage().strip() + "\n";
        try {
            Path folder = Files.createDirectories(Path.of("target/messages"));
            Files.writeString(folder.resolve(name + ".txt"), message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(message).as("if it was meant to change: cp docs/target/messages/%s.txt docs/%s/messages", name, EXAMPLES)
                .isEqualTo(read("messages/" + name + ".txt"));
    }

    static List<String> lines(String name) {
        return read(name).lines().toList();
    }

    private static String read(String name) {
        try {
            return Files.readString(EXAMPLES.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
