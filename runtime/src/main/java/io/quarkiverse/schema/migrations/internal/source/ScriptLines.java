package io.quarkiverse.schema.migrations.internal.source;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a text line by line with its line ends, in constant memory: a line that is too long for that comes in pieces, which
 * do not cut a character of UTF-8 in two.
 */
final class ScriptLines {

    /** There may be thousands of scripts, and most of them are short. */
    private static final int LONGEST = 1 << 13;
    private static final int LONGEST_CHARACTER = 4;

    private final InputStream in;
    private final byte[] buffer = new byte[LONGEST];
    private int from;
    private int to;
    private int filled;
    private boolean exhausted;
    private boolean startsLine = true;

    ScriptLines(InputStream in) {
        this.in = in;
    }

    /** Goes on to the next line, or piece of one; false at the end of the text. */
    boolean next() throws IOException {
        if (to > 0) {
            startsLine = endsLine();
        }
        from = to;
        to = endOfLine(from);
        if (to < 0 && !exhausted) {
            System.arraycopy(buffer, from, buffer, 0, filled - from);
            int searched = filled - from;
            filled = searched + in.readNBytes(buffer, searched, buffer.length - searched);
            exhausted = filled < buffer.length;
            from = 0;
            to = endOfLine(searched);
        }
        if (to < 0) {
            to = exhausted ? filled : endOfPiece();
        }
        return to > from;
    }

    private int endOfLine(int begin) {
        for (int i = begin; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    /** What looks like the beginning of a character that is not there as a whole is left to the next piece. */
    private int endOfPiece() {
        for (int i = filled - 1; i > filled - LONGEST_CHARACTER; i--) {
            if ((buffer[i] & 0xC0) == 0xC0) {
                return i;
            }
        }
        return filled;
    }

    /** Where the line lies from {@link #from()} to {@link #to()}, until the next one is read. */
    byte[] bytes() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Whether a line begins where this begins. */
    boolean startsLine() {
        return startsLine;
    }

    /** Whether this ends with a line end. */
    boolean endsLine() {
        return to > from && buffer[to - 1] == '\n';
    }
}
