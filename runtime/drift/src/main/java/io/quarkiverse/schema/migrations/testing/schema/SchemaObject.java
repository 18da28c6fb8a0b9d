package io.quarkiverse.schema.migrations.testing.schema;

/**
 * Anything in a schema that has no type of its own here: a function, a sequence, an event.
 *
 * @param kind what it is, in the database's words
 * @param name its name, with its parameters where several may share it
 * @param text its definition, as the database tells it
 */
public record SchemaObject(String kind, String name, String text) {
}
