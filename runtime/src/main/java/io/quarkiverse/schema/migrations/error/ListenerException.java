package io.quarkiverse.schema.migrations.error;

/** A listener has thrown, and so stopped the run; what was done before stays. */
public final class ListenerException extends SchemaMigrationsException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what was stopped, and what the listener said
     * @param cause what the listener threw
     */
    public ListenerException(String message, Throwable cause) {
        super(message, cause);
    }
}
