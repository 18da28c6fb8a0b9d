package io.quarkiverse.schema.migrations.testing.schema;

import java.util.List;
import java.util.Optional;

/**
 * A foreign key.
 *
 * @param name the name of the constraint, where the database keeps one
 * @param columns its columns in order
 * @param referencedTable the table that it refers to
 * @param referencedColumns the columns that it refers to, in the same order
 * @param attributes what happens on update and delete, and whatever else the database knows of it
 */
public record ForeignKey(Optional<String> name, List<String> columns, String referencedTable,
        List<String> referencedColumns, List<String> attributes) {

    public ForeignKey {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
        attributes = List.copyOf(attributes);
    }

    /** All of it. */
    public String text() {
        return Words.text("(" + String.join(", ", columns) + ") to " + referencedTable + " ("
                + String.join(", ", referencedColumns) + ")", attributes, name);
    }
}
