package io.quarkiverse.schema.migrations.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A script of four statements, for all databases the same: every tenth makes a table, the others add a column to it.
 *
 * @param number counted from 1
 */
record GeneratedScript(int number) {

    private static final int SCRIPTS_PER_TABLE = 10;

    static List<GeneratedScript> first(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(GeneratedScript::new).toList();
    }

    /** Writes scripts into a folder. */
    static void write(List<GeneratedScript> scripts, Path folder) {
        try {
            Files.createDirectories(folder);
            for (GeneratedScript script : scripts) {
                Files.writeString(folder.resolve(script.file()), script.text());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String version() {
        return "%05d".formatted(number);
    }

    /** A name that all tools understand, or are content with. */
    String file() {
        return "V" + version() + "__change.sql";
    }

    String text() {
        return "-- change " + number + " of the schema, as somebody might have written it\n" + String.join(";\n", statements())
                + ";\n";
    }

    private List<String> statements() {
        String insert = "INSERT INTO " + table() + " (id, name) VALUES (" + 2 * number + ", 'row of change " + number + "')";
        if (makesTable()) {
            return List.of(
                    "CREATE TABLE " + table() + " (\n    id INT NOT NULL PRIMARY KEY,\n    name VARCHAR(100) NOT NULL\n)",
                    insert, "INSERT INTO " + table() + " (id, name) VALUES (" + (2 * number + 1) + ", 'another one')",
                    "CREATE INDEX " + table() + "_name ON " + table() + " (name)");
        }
        return List.of("ALTER TABLE " + table() + " ADD COLUMN " + column() + " INT", insert,
                "UPDATE " + table() + " SET " + column() + " = id WHERE id = " + 2 * number,
                "INSERT INTO " + table() + " (id, name, " + column() + ") VALUES (" + (2 * number + 1) + ", 'another one', 1)");
    }

    /** What takes the script back. */
    List<String> reverse() {
        return makesTable() ? List.of("DROP TABLE " + table())
                : List.of("ALTER TABLE " + table() + " DROP COLUMN " + column(),
                        "DELETE FROM " + table() + " WHERE id >= " + 2 * number);
    }

    private boolean makesTable() {
        return number % SCRIPTS_PER_TABLE == 1;
    }

    private String table() {
        return "t" + (number - 1) / SCRIPTS_PER_TABLE;
    }

    private String column() {
        return "c" + number;
    }
}
