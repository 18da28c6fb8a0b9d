package org.acme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.flywaydb.core.Flyway;

import db.migration.V3__Plain_phone_numbers;

/**
 * The application that the page about Flyway moves, as it was before: the scripts of {@code db/moved/migration} without what
 * the page has one add, with a script configuration, a callback and a Java migration.
 */
final class FlywayApplication {

    private static final Path AFTER = Path.of("modules/ROOT/examples/resources/db/moved/migration");
    private static final Path BEFORE = Path.of("src/test/resources/flyway");

    private FlywayApplication() {
    }

    /** Has Flyway migrate a database up to version 3. */
    static void migrate(String url, Path folder) {
        try {
            Path scripts = Files.createDirectories(folder.resolve("flyway"));
            copy(AFTER, scripts);
            copy(BEFORE, scripts);
            Flyway.configure().dataSource(url, null, null).locations("filesystem:" + scripts)
                    .javaMigrations(new V3__Plain_phone_numbers()).target("3").load().migrate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
            for (Path file : files) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
