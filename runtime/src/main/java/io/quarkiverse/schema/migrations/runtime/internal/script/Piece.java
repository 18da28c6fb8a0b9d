package io.quarkiverse.schema.migrations.runtime.internal.script;

/**
 * A piece of a script.
 *
 * @param text as it is written
 * @param begin where the text begins
 * @param content the offset in the text behind the comments at its head
 */
record Piece(String text, Position begin, int content) {
}
