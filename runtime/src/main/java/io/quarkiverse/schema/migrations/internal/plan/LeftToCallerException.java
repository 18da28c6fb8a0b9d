package io.quarkiverse.schema.migrations.internal.plan;

/**
 * Thrown while a run is planned, by whoever has the command made, to do something else in its place. Nothing was run, so
 * listeners hear nothing of it.
 */
public abstract class LeftToCallerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    protected LeftToCallerException(String message) {
        super(message);
    }
}
