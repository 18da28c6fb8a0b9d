package io.quarkiverse.schema.migrations.testing.schema;

import java.util.List;
import java.util.Optional;

/**
 * An index that is not there for a constraint alone.
 *
 * @param name its name
 * @param uniqueness whether it refuses duplicates
 * @param columns its columns or expressions in order
 * @param condition which rows it holds, where it does not hold all
 * @param attributes whatever else the database knows of it
 */
public record Index(String name, Uniqueness uniqueness, List<String> columns, Optional<String> condition,
        List<String> attributes) {

    /** Whether an index refuses duplicates. */
    public enum Uniqueness {
        /** It does. */
        UNIQUE,
        /** It does not. */
        NOT_UNIQUE
    }

    public Index {
        columns = List.copyOf(columns);
        attributes = List.copyOf(attributes);
    }

    /** All of it but its name. */
    public String text() {
        String text = (uniqueness == Uniqueness.UNIQUE ? "UNIQUE (" : "(") + String.join(", ", columns) + ")";
        return Words.text(text, attributes, Optional.empty()) + condition.map(c -> " WHERE " + c).orElse("");
    }
}
