package io.quarkiverse.schema.migrations.runtime.internal.execution;

/** Whether everything may be dropped. */
public enum Cleaning {
    /** It may not. */
    REFUSED,
    /** It may. */
    ALLOWED
}
