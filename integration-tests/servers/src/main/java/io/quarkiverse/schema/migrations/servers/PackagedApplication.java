package io.quarkiverse.schema.migrations.servers;

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
 * What the build of a module has left, a jar or a native executable.
 *
 * @param database what it works on
 * @param folder where its output goes
 */
public record PackagedApplication(Database database, Path folder) {

    private static final Path OUTPUT = Path.of("target").toAbsolutePath();

    /** What became of a start. */
    public record Ended(int exitCode, String output, String error) {
    }

    /**
     * Returns how to start it.
     *
     * @param keys of the configuration, as {@code key=value}
     */
    public static List<String> command(Database database, String... keys) throws IOException {
        Properties artifact = new Properties();
        try (Reader reader = Files.newBufferedReader(OUTPUT.resolve("quarkus-artifact.properties"))) {
            artifact.load(reader);
        }
        String file = OUTPUT.resolve(artifact.getProperty("path")).toString();
        List<String> command = new ArrayList<>();
        boolean isNative = artifact.getProperty("type").startsWith("native");
        command.addAll(isNative ? List.of(file)
                // small and quick to start: they share the machine
                : List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx96m",
                        "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-Dquarkus.datasource.jdbc.url=" + database.url(),
                "-Dquarkus.datasource.username=" + database.user(), "-Dquarkus.datasource.password=" + database.password()));
        for (String key : keys) {
            command.add("-D" + key);
        }
        if (!isNative) {
            command.addAll(List.of("-jar", file));
        }
        return command;
    }

    /**
     * Starts it and waits for its end.
     *
     * @param environment variables that it has beside those of this process
     * @param keys of the configuration, as {@code key=value}
     */
    public Ended start(Map<String, String> environment, String... keys) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Path error = folder.resolve("error.txt");
        ProcessBuilder start = new ProcessBuilder(command(database, keys)).redirectOutput(output.toFile())
                .redirectError(error.toFile());
        start.environment().putAll(environment);
        Process process = start.start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("it did not exit: " + Files.readString(output) + Files.readString(error));
        }
        return new Ended(process.exitValue(), Files.readString(output), Files.readString(error));
    }
}
