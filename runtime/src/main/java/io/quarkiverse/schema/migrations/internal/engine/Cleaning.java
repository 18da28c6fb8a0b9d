package io.quarkiverse.schema.migrations.internal.engine;

/** Whether everything may be dropped. */
public enum Cleaning {
    /** It may not. */
    REFUSED,
    /** It may. */
    ALLOWED
}
