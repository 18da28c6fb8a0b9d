package io.quarkiverse.schema.migrations.runtime.internal.adoption;

import java.util.Optional;

/**
 * A row of Liquibase's table.
 *
 * @param id the change set's id
 * @param author its author
 * @param file the change log it is in
 * @param order the place in the order of execution
 * @param type how it came to be there, in one of Liquibase's words
 * @param checksum of the change set, with the number of its kind before a colon; empty when there is none
 * @param happened when
 */
record LiquibaseRow(String id, String author, String file, long order, String type, Optional<String> checksum,
        Happened happened) {

    /** What Liquibase itself calls it. */
    String name() {
        return file + "::" + id + "::" + author;
    }

    /** The name of its file without folders and without what follows the first dot of the ending. */
    String fileId() {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf(':')) + 1);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    boolean isSkipped() {
        return type.equals("SKIPPED");
    }

    boolean isFailed() {
        return type.equals("FAILED");
    }

    boolean isMarked() {
        return type.equals("MARK_RAN");
    }
}
