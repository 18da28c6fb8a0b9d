package io.quarkiverse.schema.migrations.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A script of a table and its rows, of about a kilobyte each. */
final class LargeScript {

    static final String FILE = "V00001__large.sql";

    private static final int BYTES_PER_MEGABYTE = 1_000_000;
    private static final String FILLER = "Lorem ipsum dolor sit amet; 'consectetur' -- adipiscing ".repeat(17).replace("'",
            "''");

    private final long bytes;

    LargeScript(int megabytes) {
        this.bytes = (long) megabytes * BYTES_PER_MEGABYTE;
    }

    /** Writes it into a folder; does nothing when it is there. */
    Path write(Path folder) {
        Path file = folder.resolve(FILE);
        if (Files.exists(file)) {
            return file;
        }
        try {
            Files.createDirectories(folder);
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                out.write("CREATE TABLE large (id INT NOT NULL PRIMARY KEY, text VARCHAR(2000) NOT NULL);\n");
                long written = 0;
                for (int id = 1; written < bytes; id++) {
                    String insert = "INSERT INTO large (id, text) VALUES (" + id + ", '" + FILLER + "');\n";
                    out.write(insert);
                    written += insert.length();
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
