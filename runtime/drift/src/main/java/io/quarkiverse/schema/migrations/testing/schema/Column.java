package io.quarkiverse.schema.migrations.testing.schema;

import java.util.List;
import java.util.Optional;

/**
 * A column of a table.
 *
 * @param name its name
 * @param type its type as the database tells it; empty where it has none, which SQLite allows
 * @param nullability whether it takes NULL
 * @param defaultValue the expression of its default as the database tells it, if it has one
 * @param attributes whatever else the database knows of it: identity, collation, how it is generated, its comment
 */
public record Column(String name, String type, Nullability nullability, Optional<String> defaultValue,
        List<String> attributes) {

    public Column {
        attributes = List.copyOf(attributes);
    }

    /** All of it but its name. */
    public String text() {
        StringBuilder text = new StringBuilder(type.isEmpty() ? "(no type)" : type);
        if (nullability == Nullability.NOT_NULL) {
            text.append(" NOT NULL");
        }
        defaultValue.ifPresent(value -> text.append(" DEFAULT ").append(value));
        attributes.forEach(attribute -> text.append(' ').append(attribute));
        return text.toString();
    }
}
