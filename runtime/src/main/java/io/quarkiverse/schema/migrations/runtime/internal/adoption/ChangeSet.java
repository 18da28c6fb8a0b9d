package io.quarkiverse.schema.migrations.runtime.internal.adoption;

/**
 * A part of a script that Liquibase tells apart.
 *
 * @param id its id
 * @param author its author
 * @param checksum Liquibase's checksum of its statements, of the ninth kind
 */
record ChangeSet(String id, String author, String checksum) {

    /** Begins the checksums that can be compared. */
    static final String KIND = "9:";
}
