package io.quarkiverse.schema.migrations.internal.script;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in a text that is read piece by piece. What was passed since the last {@link #release()} is kept in memory
 * and addressed by its offset from there; nothing else is.
 */
final class Cursor {

    /** What {@link #peek()} sees behind the last character. */
    static final int END = -1;

    /** Most texts are short, and few are a little longer. */
    private static final int GROWTH = 8;

    private final Reader text;
    private final Replacements replacements;
    private final int capacity;
    private final List<MalformedScriptException> foreign = new ArrayList<>(0);
    private char[] chars;
    private int kept;
    private int next;
    private int limit;
    private boolean exhausted;
    private int line = Position.START.line();
    private int column = Position.START.column();
    /** How many characters were released. */
    private long base;

    /**
     * For a text in which nothing is replaced.
     *
     * @param capacity how much to read at a time, in characters
     */
    Cursor(Reader text, int capacity) {
        this(text, Replacements.NONE, capacity, capacity);
    }

    /**
     * @param replacements filled while the text is read
     * @param firstCapacity how much to read at first, in characters
     * @param capacity how much to read at a time when the text is longer than that
     */
    Cursor(Reader text, Replacements replacements, int firstCapacity, int capacity) {
        this.text = text;
        this.replacements = replacements;
        this.capacity = capacity;
        this.chars = new char[firstCapacity];
    }

    int peek() throws IOException {
        return next < limit || available(1) ? chars[next] : END;
    }

    int peek(int ahead) throws IOException {
        return available(ahead + 1) ? chars[next + ahead] : END;
    }

    boolean startsWith(String expected) throws IOException {
        if (!available(expected.length())) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (chars[next + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text goes on with what is written between two offsets. */
    boolean repeats(int from, int to) throws IOException {
        if (!available(to - from)) {
            return false;
        }
        for (int i = 0; i < to - from; i++) {
            if (chars[next + i] != chars[kept + from + i]) {
                return false;
            }
        }
        return true;
    }

    void advance(int count) {
        next += count;
    }

    void skipBlanks() throws IOException {
        do {
            char[] window = chars;
            int i = next;
            int end = limit;
            while (i < end && Characters.isBlank(window[i])) {
                i++;
            }
            next = i;
        } while (next == limit && available(1));
    }

    void skipWord() throws IOException {
        do {
            char[] window = chars;
            int i = next;
            int end = limit;
            while (i < end && Characters.isWord(window[i])) {
                i++;
            }
            next = i;
        } while (next == limit && available(1));
    }

    /** Moves to the end of the line, in front of its line feed. */
    void skipLine() throws IOException {
        skipTo('\n', '\n');
    }

    /**
     * Moves in front of the next occurrence of either character.
     *
     * @return false when there is none; the cursor is at the end then
     */
    boolean skipTo(char one, char other) throws IOException {
        do {
            char[] window = chars;
            int end = limit;
            for (int i = next; i < end; i++) {
                if (window[i] == one || window[i] == other) {
                    next = i;
                    return true;
                }
            }
            next = limit;
        } while (available(1));
        return false;
    }

    /**
     * Copies what is left of the current line, its line feed included, as far as it fits.
     *
     * @return the number of characters; 0 at the end of the text
     */
    int drainLine(char[] target, int from, int length) throws IOException {
        if (next == limit && !available(1)) {
            return 0;
        }
        int end = Math.min(limit, next + length);
        int i = next;
        while (i < end && chars[i++] != '\n') {
            // only looking
        }
        int count = i - next;
        System.arraycopy(chars, next, target, from, count);
        next = i;
        return count;
    }

    /** How far the cursor is from what was released last. */
    int offset() {
        return next - kept;
    }

    char charAt(int offset) {
        return chars[kept + offset];
    }

    /** Whether an upper-case word is what stands between an offset and the cursor, in any case. */
    boolean isWord(int from, String upperCase) {
        int start = kept + from;
        if (next - start != upperCase.length()) {
            return false;
        }
        for (int i = 0; i < upperCase.length(); i++) {
            if (Characters.toUpperCase(chars[start + i]) != upperCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing but blanks stands between the line's beginning, itself kept, and an offset. */
    boolean isFirstInLine(int offset) {
        int i = kept + offset - 1;
        while (i > kept && Characters.isBlank(chars[i]) && chars[i] != '\n') {
            i--;
        }
        return i >= kept && chars[i] == '\n';
    }

    /** What is left of the line, without moving there. */
    String restOfLine() throws IOException {
        int length = 0;
        while (peek(length) != END && peek(length) != '\n') {
            length++;
        }
        return new String(chars, next, length);
    }

    boolean contains(int from, char wanted) {
        for (int i = kept + from; i < next; i++) {
            if (chars[i] == wanted) {
                return true;
            }
        }
        return false;
    }

    String text(int from, int to) {
        return new String(chars, kept + from, to - from);
    }

    /** Forgets everything in front of the cursor. */
    void release() {
        if (replacements.isEmpty()) {
            countLines();
        } else {
            Position position = positionOf(offset());
            line = position.line();
            column = position.column();
        }
        base += offset();
        kept = next;
        replacements.forget(base);
    }

    /** As {@link Position#after}, but leaves no object behind, as this is done for every blank and every word. */
    private void countLines() {
        for (int i = kept; i < next; i++) {
            char c = chars[i];
            if (c == '\n') {
                line++;
                column = 1;
            } else if (!Character.isLowSurrogate(c)) {
                column++;
            }
        }
    }

    /** A byte order mark says how a text is written and is no part of it. */
    void skipByteOrderMark() throws IOException {
        if (peek() == '\uFEFF') {
            next++;
            kept = next;
            base++;
        }
    }

    /** Where a character is written. */
    Position positionOf(int offset) {
        Position released = new Position(line, column);
        if (replacements.isEmpty()) {
            return released.after(chars, kept, kept + offset);
        }
        return replacements.position(released, base, base + offset,
                (start, from, to) -> start.after(chars, kept + (int) (from - base), kept + (int) (to - base)));
    }

    /** What was replaced between the last release and an offset. */
    Replacements replacements(int to) {
        return replacements.within(base, base + to);
    }

    MalformedScriptException malformed(int at, String problem) {
        return new MalformedScriptException(positionOf(at), problem);
    }

    /**
     * Passes over a command that only an interactive shell can run, to the end of its line; the script is read on to find all.
     */
    void skipForeign(int at, String problem) throws IOException {
        foreign.add(malformed(at, problem));
        skipLine();
    }

    /** The commands that were skipped and cannot be run. */
    List<MalformedScriptException> foreign() {
        return List.copyOf(foreign);
    }

    /** How many replacements it knows. */
    int replacements() {
        return replacements.size();
    }

    /** How much memory it holds, in characters. */
    int capacity() {
        return chars.length;
    }

    private boolean available(int count) throws IOException {
        while (limit - next < count) {
            if (exhausted) {
                return false;
            }
            makeRoom();
            read();
        }
        return true;
    }

    private void read() throws IOException {
        try {
            int count = text.read(chars, limit, chars.length - limit);
            exhausted = count < 0;
            limit += Math.max(count, 0);
        } catch (CharacterCodingException e) {
            MalformedScriptException failure = malformed(limit - kept, "the bytes here are not UTF-8");
            failure.initCause(e);
            throw failure;
        }
    }

    /** Two, because a character outside the basic plane is never cut in two. */
    private void makeRoom() {
        if (chars.length - limit >= 2) {
            return;
        }
        int length = limit - kept;
        char[] target = chars.length < capacity ? new char[Math.min(chars.length * GROWTH, capacity)]
                : length > chars.length / 2 ? new char[chars.length * 2]
                        : chars;
        System.arraycopy(chars, kept, target, 0, length);
        chars = target;
        next -= kept;
        limit = length;
        kept = 0;
    }
}
