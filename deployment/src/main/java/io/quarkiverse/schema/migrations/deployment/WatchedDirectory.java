package io.quarkiverse.schema.migrations.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that has to be watched to notice that a directory of scripts changes. Development mode compares times: that of a
 * directory shows additions and removals, that of a file shows an edit.
 */
final class WatchedDirectory {

    /** Scripts lie in the directory, or in the folder of their migration. */
    private static final int DEPTH = 2;

    private WatchedDirectory() {
    }

    /** The directory and what is in it; itself alone while it cannot be read. */
    static List<Path> paths(Path directory) {
        Path absolute = directory.toAbsolutePath();
        List<Path> paths = new ArrayList<>();
        add(absolute, DEPTH, paths);
        return paths;
    }

    private static void add(Path path, int depth, List<Path> paths) {
        paths.add(path);
        if (depth == 0 || !Files.isDirectory(path)) {
            return;
        }
        try (Stream<Path> entries = Files.list(path)) {
            entries.sorted().forEach(entry -> add(entry, depth - 1, paths));
        } catch (IOException | UncheckedIOException e) {
            // the start says that it cannot be read; until that changes there is nothing else to see
        }
    }
}
