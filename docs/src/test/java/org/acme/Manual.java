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

    /** Holds the message that the manual shows against the real one. */
    static void shows(String name, Throwable real) {
        assertThat(real.getMessage().strip()).isEqualTo(read("messages/" + name + ".txt").strip());
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
