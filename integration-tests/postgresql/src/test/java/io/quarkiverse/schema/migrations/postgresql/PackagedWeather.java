package io.quarkiverse.schema.migrations.postgresql;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import io.quarkiverse.schema.migrations.servers.Database;

/** What the build has left, a jar or a native executable. */
final class PackagedWeather {

    static final Path OUTPUT = Path.of("target").toAbsolutePath();

    private PackagedWeather() {
    }

    /**
     * How to start it.
     *
     * @param keys of the configuration, as {@code key=value}
     */
    static List<String> command(Database database, String... keys) throws IOException {
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
}
