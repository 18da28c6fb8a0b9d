package io.quarkiverse.schema.migrations.error;

/**
 * Whatever can go wrong with schema migrations. The message says what happened, where, and what to do about it.
 */
public abstract sealed class SchemaMigrationsException extends RuntimeException
        permits InvalidSourcesException {

    private static final long serialVersionUID = 1L;

    SchemaMigrationsException(String message, Throwable cause) {
        super(message, cause);
    }
}
