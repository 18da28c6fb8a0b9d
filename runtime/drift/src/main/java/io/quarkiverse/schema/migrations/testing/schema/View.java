package io.quarkiverse.schema.migrations.testing.schema;

/**
 * A view.
 *
 * @param name its name
 * @param text its definition, as the database tells it
 */
public record View(String name, String text) {
}
