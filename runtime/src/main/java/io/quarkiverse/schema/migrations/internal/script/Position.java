package io.quarkiverse.schema.migrations.internal.script;

/**
 * A place in a script, as an editor shows it.
 *
 * @param line from 1; a line ends with a line feed
 * @param column from 1, in code points
 */
public record Position(int line, int column) {

    static final Position START = new Position(1, 1);

    /** Where characters end that begin here. */
    Position after(char[] chars, int from, int to) {
        if (from == to) {
            return this;
        }
        int atLine = line;
        int atColumn = column;
        for (int i = from; i < to; i++) {
            char c = chars[i];
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
