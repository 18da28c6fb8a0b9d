package io.quarkiverse.schema.migrations.internal.script;

/** What a backslash means in a string. */
enum Backslash {

    ESCAPES,
    IS_ITSELF
}
