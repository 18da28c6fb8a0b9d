package io.quarkiverse.schema.migrations.quickstart;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** How the packaged application is started. */
final class PackagedShop {

    private static final Path OUTPUT = Path.of("target").toAbsolutePath();

    private PackagedShop() {
    }

    /** The command that starts what the build has left, a jar or a native executable, on a database file. */
    static List<String> command(Path database) throws IOException {
        Properties artifact = new Properties();
        try (Reader reader = Files.newBufferedReader(OUTPUT.resolve("quarkus-artifact.properties"))) {
            artifact.load(reader);
        }
        String file = OUTPUT.resolve(artifact.getProperty("path")).toString();
        String option = "-Dshop.file=" + database;
        if (artifact.getProperty("type").startsWith("native")) {
            return List.of(file, option);
        }
        // Small and quick to start: eight of them share the machine.
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx96m",
                "-XX:TieredStopAtLevel=1", option, "-jar", file);
    }
}
