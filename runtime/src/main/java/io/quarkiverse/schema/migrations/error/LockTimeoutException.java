package io.quarkiverse.schema.migrations.error;

/** Another runner, or another user of the database, held what was needed until the time was up; nothing was run. */
public final class LockTimeoutException extends SchemaMigrationsException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what was waited for, for how long, who holds it where that can be told, and what to do
     * @param cause what the driver threw last; may be null
     */
    public LockTimeoutException(String message, Throwable cause) {
        super(message, cause);
    }
}
