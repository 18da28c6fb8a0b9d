package io.quarkiverse.schema.migrations.error;

/** The database cannot be reached, or failed at something that is no migration's fault. */
public final class DatabaseException extends SchemaMigrationsException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what was tried, what the database said, and what to do
     * @param cause what the driver threw
     */
    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
