package io.quarkiverse.schema.migrations.testing.squash;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program that dumps databases.
 *
 * @param program its file
 */
record DumpTool(Path program) {

    /** What ended it. */
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failure(String message) {
            super(message);
        }
    }

    /**
     * Finds the first of several that is installed.
     *
     * @param directory where to look; in the {@code PATH} when empty
     * @param advice how to install it
     * @throws IllegalStateException when none is
     */
    static DumpTool find(Optional<Path> directory, List<String> names, String advice) {
        List<Path> directories = directory.map(List::of).orElseGet(DumpTool::path);
        return names.stream().flatMap(name -> directories.stream().flatMap(
                place -> Stream.of(place.resolve(name), place.resolve(name + ".exe")))).filter(Files::isExecutable).findFirst()
                .map(DumpTool::new).orElseThrow(() -> new IllegalStateException(String.join(" or ", names)
                        + " is not installed" + directory.map(place -> " in " + place).orElse("")
                        + ", and the baseline script is made with it.\n" + advice
                        + ", or name its directory: SchemaSquash.of(…).withTools(Path.of(…))"));
    }

    private static List<Path> path() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).filter(name -> !name.isEmpty())
                .map(Path::of).toList();
    }

    /** Returns what it calls itself and its version. */
    String version() {
        return run(List.of("--version"), Map.of()).strip();
    }

    /**
     * Runs it.
     *
     * @param environment variables, which may be secret
     * @return what it prints
     * @throws Failure when it fails, with what it says
     */
    String run(List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        try {
            Path out = Files.createTempFile("dump", ".sql");
            Path errors = Files.createTempFile("dump", ".txt");
            try {
                ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile())
                        .redirectError(errors.toFile());
                builder.environment().putAll(environment);
                int exit = await(builder.start());
                if (exit != 0) {
                    throw new Failure(Files.readString(errors).strip());
                }
                return Files.readString(out);
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(program.getFileName() + " cannot be run: " + e.getMessage(), e);
        }
    }

    private static int await(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a database was dumped", e);
        }
    }
}
