package io.quarkiverse.schema.migrations.error;

/** The history table is not one, is of a newer format, or cannot be made. */
public final class HistoryTableException extends SchemaMigrationsException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message which table, what is wrong with it, and what to do
     * @param cause what the driver threw; may be null
     */
    public HistoryTableException(String message, Throwable cause) {
        super(message, cause);
    }
}
