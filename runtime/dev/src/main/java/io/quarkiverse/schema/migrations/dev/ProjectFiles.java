package io.quarkiverse.schema.migrations.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkus.dev.console.DevConsoleManager;
import io.quarkus.dev.spi.HotReplacementContext;

/** The application's sources on this machine. */
final class ProjectFiles {

    private static final String JAVA = "java:";

    private ProjectFiles() {
    }

    /** The file that a location means; empty when it lies in a dependency. */
    static Optional<Path> of(String location) {
        if (location.startsWith(JAVA)) {
            String file = location.substring(JAVA.length()).replaceAll("\\$.*", "").replace('.', '/');
            return in(context().map(HotReplacementContext::getSourcesDir).orElse(List.of()), file + ".java")
                    .or(() -> in(context().map(HotReplacementContext::getSourcesDir).orElse(List.of()), file + ".kt"));
        }
        return in(resourceFolders(), location).or(() -> in(List.of(Path.of("")), location));
    }

    private static Optional<Path> in(List<Path> folders, String file) {
        try {
            return folders.stream().map(folder -> folder.resolve(file).toAbsolutePath().normalize())
                    .filter(Files::isRegularFile).findFirst();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<HotReplacementContext> context() {
        return Optional.ofNullable(DevConsoleManager.getHotReplacementContext());
    }

    private static List<Path> resourceFolders() {
        return context().map(HotReplacementContext::getResourcesDir).orElse(List.of());
    }

    /** The folders in the application's sources that a location means. */
    static List<Path> folders(String location) {
        return resourceFolders().stream().map(folder -> folder.resolve(location)).filter(Files::isDirectory).toList();
    }

    /**
     * The folder with the application's resources.
     *
     * @param location a location of scripts: where several modules have resources, the one that has it is meant
     * @throws IllegalStateException when there is none to write into
     */
    static Path resources(String location) {
        List<Path> folders = resourceFolders();
        return folders.stream().filter(folder -> Files.isDirectory(folder.resolve(location))).findFirst()
                .or(() -> folders.stream().findFirst())
                .orElseThrow(() -> new IllegalStateException(
                        "The application's sources are not on this machine, so there is no place for a new file"));
    }

    /**
     * Writes new files, all of them or none.
     *
     * @param files their texts by their paths below the folder
     * @throws IOException when one exists already, or cannot be written
     */
    static void write(Path folder, Map<String, String> files) throws IOException {
        for (String file : files.keySet()) {
            if (!folder.resolve(file).normalize().startsWith(folder.normalize())) {
                throw new IOException(file + " would lie outside of " + folder + "; no file was written");
            }
            if (Files.exists(folder.resolve(file))) {
                throw new IOException(file + " exists already; no file was written");
            }
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue().endsWith("\n") ? file.getValue() : file.getValue() + "\n");
        }
    }
}
