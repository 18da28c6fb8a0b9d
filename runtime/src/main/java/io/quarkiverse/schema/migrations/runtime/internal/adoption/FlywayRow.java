package io.quarkiverse.schema.migrations.runtime.internal.adoption;

import java.util.Optional;

/**
 * A row of Flyway's table.
 *
 * @param version empty of a repeatable migration
 * @param description the words of the script's name
 * @param type what it is a row of
 * @param script the script's path, for people
 * @param checksum of the script, where it has one
 * @param outcome whether it was done
 * @param happened when and by whom
 */
record FlywayRow(Optional<String> version, String description, String type, String script, Optional<Integer> checksum,
        Outcome outcome, Happened happened) {

    enum Outcome {
        SUCCESS,
        FAILURE
    }

    boolean isOfSchema() {
        return type.equals("SCHEMA");
    }

    boolean isDeletion() {
        return type.equals("DELETE");
    }

    boolean isUndo() {
        return type.startsWith("UNDO");
    }

    /** Whether everything up to its version counts as applied, be it by declaration or by a script that makes it all. */
    boolean isBaseline() {
        return type.endsWith("BASELINE");
    }

    boolean isSql() {
        return type.equals("SQL");
    }
}
