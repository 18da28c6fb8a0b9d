package io.quarkiverse.schema.migrations.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The shop's migrations as they lie in the source tree, told apart by nothing but their names. */
final class MigrationFiles {

    private static final Path FOLDER = Path.of("src/main/resources/db/migrations");

    private MigrationFiles() {
    }

    /** All ids, oldest first: they begin with a date. */
    static List<String> ids() throws IOException {
        try (Stream<Path> entries = Files.list(FOLDER)) {
            return entries.map(e -> e.getFileName().toString().replaceFirst("\\.(up|down)\\.sql$", "")).distinct().sorted()
                    .toList();
        }
    }

    static String up(String id) {
        return script(id, "up.sql");
    }

    static String down(String id) {
        return script(id, "down.sql");
    }

    private static String script(String id, String end) {
        Path folder = FOLDER.resolve(id);
        try {
            return Files.readString(Files.isDirectory(folder) ? folder.resolve(end) : FOLDER.resolve(id + "." + end));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
