package io.quarkiverse.schema.migrations.internal.dialect;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a table, not yet quoted.
 *
 * @param schema the schema, or what stands for one; empty: the one the connection is in
 * @param table the table
 */
public record TableName(Optional<String> schema, String table) {

    private static final String DEFAULT_SET = "<default>";
    private static final String DEFAULT_HISTORY = "schema_migrations_history";

    public TableName {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(table, "table");
    }

    /** The history table of a set that names none. */
    public static TableName ofSet(String set) {
        return new TableName(Optional.empty(), set.equals(DEFAULT_SET) ? DEFAULT_HISTORY : DEFAULT_HISTORY + "_" + set);
    }

    /**
     * Reads a name as it is written in configuration: {@code table}, {@code schema.table}, or with each part in double
     * quotes where it holds a dot. The first dot separates; whatever else stands there belongs to the names.
     *
     * @throws IllegalArgumentException when a part is empty, or has control characters
     */
    public static TableName parse(String text) {
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("The name of a table cannot have control characters");
        }
        Matcher quoted = Quoted.PARTS.matcher(text);
        if (quoted.matches()) {
            return new TableName(Optional.ofNullable(quoted.group(1)).map(TableName::unquoted), unquoted(quoted.group(2)));
        }
        int dot = text.indexOf('.');
        String schema = dot < 0 ? null : text.substring(0, dot);
        String table = text.substring(dot + 1);
        if (table.isBlank() || schema != null && schema.isBlank()) {
            throw new IllegalArgumentException("'" + text + "' is not the name of a table");
        }
        return new TableName(Optional.ofNullable(schema), table);
    }

    private static String unquoted(String part) {
        return part.replace("\"\"", "\"");
    }

    /** The same table in a schema that is known now. */
    public TableName in(String resolvedSchema) {
        return new TableName(Optional.of(resolvedSchema), table);
    }

    @Override
    public String toString() {
        return schema.map(s -> s + ".").orElse("") + table;
    }

    /** Compiles the expression only where an application names a table. */
    private static final class Quoted {

        private static final String PART = "\"((?:[^\"]|\"\")+)\"";
        private static final Pattern PARTS = Pattern.compile("(?:" + PART + "\\.)?" + PART);
    }
}
