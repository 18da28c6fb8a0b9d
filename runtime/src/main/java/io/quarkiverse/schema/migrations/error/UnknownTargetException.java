package io.quarkiverse.schema.migrations.error;

/** A command was given a target that does not exist, or that it does not understand; nothing was run. */
public final class UnknownTargetException extends SchemaMigrationsException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message which target, why it is none, and what there is
     */
    public UnknownTargetException(String message) {
        super(message, null);
    }
}
