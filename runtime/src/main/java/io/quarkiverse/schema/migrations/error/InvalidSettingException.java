package io.quarkiverse.schema.migrations.error;

/** A setting has a value that cannot be meant, or contradicts another. */
public final class InvalidSettingException extends SchemaMigrationsException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message which setting, what is wrong with it, and what to do
     */
    public InvalidSettingException(String message) {
        super(message, null);
    }
}
