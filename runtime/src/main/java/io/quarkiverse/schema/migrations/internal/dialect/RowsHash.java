package io.quarkiverse.schema.migrations.internal.dialect;

/**
 * How a database condenses all rows of a table into one text: the SHA-256, in hexadecimal digits, of the rows with a line feed
 * between two of them, each of which is its columns with a colon between two of them, in UTF-8.
 *
 * @param hint what stands behind the first word of a statement with the expression; may be empty
 * @param expression for the list of a {@code SELECT}
 */
public record RowsHash(String hint, String expression) {
}
