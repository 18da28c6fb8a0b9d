package io.quarkiverse.schema.migrations.error;

/** A command was called where a transaction is active already; it would become part of it, so nothing was run. */
public final class ActiveTransactionException extends SchemaMigrationsException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message which command, and what to do
     */
    public ActiveTransactionException(String message) {
        super(message, null);
    }
}
