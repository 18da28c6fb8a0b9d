package io.quarkiverse.schema.migrations.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.schema.migrations.servers.Database;

/** The start of a process that says when it is ready, and what it has needed by then. */
final class Start {

    private static final String READY = "ready ";

    private final List<String> command;

    private Start(List<String> command) {
        this.command = command;
    }

    /**
     * What a start has cost.
     *
     * @param wall from the process's beginning until it was ready
     * @param processor what its threads have taken of the processor
     * @param peakMemory its largest resident set, in bytes
     */
    record Cost(Duration wall, Duration processor, long peakMemory) {
    }

    /**
     * Of an application.
     *
     * @param options for the Java virtual machine
     */
    static Start of(BuiltApplication application, Database database, String... options) {
        List<String> command = java(options);
        command.addAll(List.of("-Dquarkus.datasource.jdbc.url=" + database.url(),
                "-Dquarkus.datasource.username=" + database.user(), "-Dquarkus.datasource.password=" + database.password(),
                "-jar", application.jar().toString()));
        return new Start(command);
    }

    /** Of a class of this module. */
    static Start of(Class<?> main, List<String> options, String... arguments) {
        List<String> command = java(options.toArray(String[]::new));
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new Start(command);
    }

    private static List<String> java(String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        return command;
    }

    /**
     * Starts it and waits for its end.
     *
     * @throws IllegalStateException when it was never ready; with what it has printed
     */
    Cost run() {
        long began = System.nanoTime();
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            List<String> output = new ArrayList<>();
            Cost cost = null;
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith(READY)) {
                        cost = cost(Duration.ofNanos(System.nanoTime() - began), line);
                    } else if (output.size() < 200) {
                        output.add(line);
                    }
                }
            }
            int exit = process.waitFor();
            if (cost == null || exit != 0) {
                throw new IllegalStateException("It ended with " + exit + ": " + command + "\n" + String.join("\n", output));
            }
            return cost;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Cost cost(Duration wall, String line) {
        String[] parts = line.split(" ");
        return new Cost(wall, Duration.ofNanos(Long.parseLong(parts[1])), Long.parseLong(parts[2]) * 1024);
    }
}
