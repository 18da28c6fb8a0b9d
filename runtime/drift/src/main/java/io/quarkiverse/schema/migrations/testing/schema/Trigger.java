package io.quarkiverse.schema.migrations.testing.schema;

/**
 * A trigger.
 *
 * @param name its name
 * @param table the table or view that it watches
 * @param text its definition, as the database tells it
 */
public record Trigger(String name, String table, String text) {
}
