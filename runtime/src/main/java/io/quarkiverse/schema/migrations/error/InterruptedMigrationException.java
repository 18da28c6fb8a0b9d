package io.quarkiverse.schema.migrations.error;

import io.quarkiverse.schema.migrations.model.MigrationId;

/** A migration was interrupted and cannot be taken up again without being told what became of it. */
public final class InterruptedMigrationException extends SchemaMigrationsException {

    private static final long serialVersionUID = 1L;

    private final transient MigrationId id;

    /**
     * @param id the migration
     * @param message how far it came, why it cannot go on, and what to do
     */
    public InterruptedMigrationException(MigrationId id, String message) {
        super(message, null);
        this.id = id;
    }

    /** The migration that was interrupted. */
    public MigrationId id() {
        return id;
    }
}
