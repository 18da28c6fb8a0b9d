package io.quarkiverse.schema.migrations.runtime.internal.script;

/**
 * A place in a script, as an editor shows it.
 *
 * @param line from 1; a line ends with a line feed
 * @param column from 1, in code points
 */
public record Position(int line, int column) {

    /** Where a text ends that begins here. */
    Position after(CharSequence text) {
        int atLine = line;
        int atColumn = column;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                atLine++;
                atColumn = 1;
            } else if (!Character.isLowSurrogate(c)) {
                atColumn++;
            }
        }
        return new Position(atLine, atColumn);
    }

    /** As {@code line:column}. */
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
