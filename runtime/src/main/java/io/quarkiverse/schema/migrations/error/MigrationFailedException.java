package io.quarkiverse.schema.migrations.error;

import io.quarkiverse.schema.migrations.model.MigrationId;

/** A migration failed while it ran; the message has the place in the script and the database's own words. */
public final class MigrationFailedException extends SchemaMigrationsException {

    private static final long serialVersionUID = 1L;

    private final transient MigrationId id;

    /**
     * @param id the migration
     * @param message what failed, where, what became of it, and what to do
     * @param cause what the database or the driver threw
     */
    public MigrationFailedException(MigrationId id, String message, Throwable cause) {
        super(message, cause);
        this.id = id;
    }

    /** The migration that failed. */
    public MigrationId id() {
        return id;
    }
}
