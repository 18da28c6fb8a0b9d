package io.quarkiverse.schema.migrations.commands;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * What the build has left, a jar or a native executable, on a database file of its own.
 *
 * @param folder where the database and the output go
 */
record PackagedApplication(Path folder) {

    private static final Path OUTPUT = Path.of("target").toAbsolutePath();

    /** What became of a start. */
    record Ended(int exitCode, String output, String error) {
    }

    Path database() {
        return folder.resolve("commands.db");
    }

    /** Starts it with keys of the configuration, as {@code key=value}, and waits for its end. */
    Ended start(String... keys) {
        try {
            Path output = folder.resolve("output.txt");
            Path error = folder.resolve("error.txt");
            Process process = new ProcessBuilder(command(keys)).redirectOutput(output.toFile()).redirectError(error.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("it did not exit: " + Files.readString(error));
            }
            return new Ended(process.exitValue(), Files.readString(output), Files.readString(error));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Starts it without a command, and ends it once it has written a text.
     *
     * @param environment variables that it has beside those of this process
     * @return what it has written, with the text
     */
    String startUntil(String text, Map<String, String> environment) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        ProcessBuilder start = new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(output.toFile());
        start.environment().putAll(environment);
        Process process = start.start();
        try {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!Files.readString(output).contains(text)) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new AssertionError("it has not written '" + text + "': " + Files.readString(output));
                }
                Thread.sleep(100);
            }
            return Files.readString(output);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private List<String> command(String... keys) throws IOException {
        Properties artifact = new Properties();
        try (Reader reader = Files.newBufferedReader(OUTPUT.resolve("quarkus-artifact.properties"))) {
            artifact.load(reader);
        }
        String file = OUTPUT.resolve(artifact.getProperty("path")).toString();
        List<String> options = new ArrayList<>(List.of("-Ddatabase.file=" + database()));
        for (String key : keys) {
            options.add("-D" + key);
        }
        List<String> command = new ArrayList<>();
        if (artifact.getProperty("type").startsWith("native")) {
            command.add(file);
            command.addAll(options);
        } else {
            command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1"));
            command.addAll(options);
            command.addAll(List.of("-jar", file));
        }
        return command;
    }
}
