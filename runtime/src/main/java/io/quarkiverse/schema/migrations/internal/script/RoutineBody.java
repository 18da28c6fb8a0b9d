package io.quarkiverse.schema.migrations.internal.script;

/** The body of a standard SQL routine in PostgreSQL, {@code BEGIN ATOMIC … END}. */
final class RoutineBody {

    private enum Previous {
        BEGIN,
        /** A name follows, even if it looks like a keyword. */
        AS_OR_DOT,
        ANY
    }

    private Previous previous = Previous.ANY;
    private int depth;
    private int latestBegin;
    private int begin;

    void reset() {
        previous = Previous.ANY;
        depth = 0;
    }

    void word(Cursor in, int at) {
        if (previous == Previous.AS_OR_DOT) {
            previous = Previous.ANY;
        } else if (in.isWord(at, "BEGIN")) {
            previous = Previous.BEGIN;
            latestBegin = at;
        } else if (in.isWord(at, "AS")) {
            previous = Previous.AS_OR_DOT;
        } else {
            nest(in, at);
            previous = Previous.ANY;
        }
    }

    private void nest(Cursor in, int at) {
        if (previous == Previous.BEGIN && in.isWord(at, "ATOMIC")) {
            begin = depth == 0 ? latestBegin : begin;
            depth++;
        } else if (depth > 0 && in.isWord(at, "CASE")) {
            depth++;
        } else if (depth > 0 && in.isWord(at, "END")) {
            depth--;
        }
    }

    void dot() {
        previous = Previous.AS_OR_DOT;
    }

    void other() {
        previous = Previous.ANY;
    }

    boolean isOpen() {
        return depth > 0;
    }

    /** The offset at which it begins. */
    int begin() {
        return begin;
    }
}
