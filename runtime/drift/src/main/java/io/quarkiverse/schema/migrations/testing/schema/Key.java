package io.quarkiverse.schema.migrations.testing.schema;

import java.util.List;
import java.util.Optional;

/**
 * A primary key, or the unique key of a constraint.
 *
 * @param name the name of the constraint, where the database keeps one
 * @param columns its columns in order
 * @param attributes whatever else the database knows of it
 */
public record Key(Optional<String> name, List<String> columns, List<String> attributes) {

    public Key {
        columns = List.copyOf(columns);
        attributes = List.copyOf(attributes);
    }

    /** All of it. */
    public String text() {
        return Words.text("(" + String.join(", ", columns) + ")", attributes, name);
    }
}
