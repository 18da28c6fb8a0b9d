package io.quarkiverse.schema.migrations.error;

/** To drop everything is not allowed here; nothing was dropped. */
public final class CleanRefusedException extends SchemaMigrationsException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message of which set, and how it is allowed
     */
    public CleanRefusedException(String message) {
        super(message, null);
    }
}
