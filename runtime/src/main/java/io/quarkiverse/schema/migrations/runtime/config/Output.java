package io.quarkiverse.schema.migrations.runtime.config;

/** How the result of a command is printed. */
public enum Output {
    /** For people. */
    TABLE,
    /** For programs. */
    JSON
}
