package io.quarkiverse.schema.migrations.testing.schema;

import java.util.Optional;

/**
 * A condition that all rows of a table meet.
 *
 * @param name the name of the constraint, where the database keeps one
 * @param condition the condition, or the whole constraint where it is one that only this database knows
 */
public record Check(Optional<String> name, String condition) {
}
