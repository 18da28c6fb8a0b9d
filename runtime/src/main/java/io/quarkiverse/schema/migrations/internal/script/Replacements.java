package io.quarkiverse.schema.migrations.internal.script;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where a text differs from what is written in the script, so that places can be told as they are there. Offsets count the
 * characters of the text.
 */
final class Replacements {

    /** Nearly every statement's. */
    static final Replacements NONE = new Replacements();

    private final Deque<Replacement> inOrder = new ArrayDeque<>(1);

    /**
     * One of them.
     *
     * @param from where it begins
     * @param to where it ends; the same for an empty value
     * @param written what is written there; no line end is in it
     */
    private record Replacement(long from, long to, String written) {

        int columns() {
            return written.codePointCount(0, written.length());
        }
    }

    /** Notes one that comes after all others. */
    void add(long from, int length, String written) {
        inOrder.add(new Replacement(from, from + length, written));
    }

    /** What ends there or before is of no more use. */
    void forget(long offset) {
        while (!inOrder.isEmpty() && inOrder.peek().to <= offset) {
            inOrder.remove();
        }
    }

    boolean isEmpty() {
        return inOrder.isEmpty();
    }

    int size() {
        return inOrder.size();
    }

    void clear() {
        inOrder.clear();
    }

    /** Those between two offsets, counted from the first; not to be added to. */
    Replacements within(long from, long to) {
        if (inOrder.isEmpty()) {
            return NONE;
        }
        Replacements within = new Replacements();
        for (Replacement each : inOrder) {
            if (each.from >= to) {
                break;
            }
            within.inOrder.add(new Replacement(each.from - from, each.to - from, each.written));
        }
        return within;
    }

    /**
     * Where a character is written; inside a value, where its placeholder begins.
     *
     * @param start where the text is written that begins at {@code from}
     * @param chars the text, of which {@code from} is the first character
     */
    Position position(Position start, long from, long to, Text chars) {
        Position position = start;
        long at = from;
        for (Replacement each : inOrder) {
            if (each.from > to) {
                break;
            }
            position = chars.after(position, at, Math.max(at, each.from));
            if (to < each.to) {
                return position;
            }
            position = new Position(position.line(), position.column() + each.columns());
            at = each.to;
        }
        return chars.after(position, at, to);
    }

    /** Counts on over what is as it is written. */
    @FunctionalInterface
    interface Text {
        Position after(Position start, long from, long to);
    }

    /** The beginning of the text as it is written. */
    String written(String beginning) {
        StringBuilder written = new StringBuilder();
        int at = 0;
        for (Replacement each : inOrder) {
            if (each.from >= beginning.length()) {
                break;
            }
            written.append(beginning, at, Math.max(at, (int) each.from)).append(each.written);
            at = (int) Math.min(each.to, beginning.length());
        }
        return written.append(beginning, at, beginning.length()).toString();
    }
}
