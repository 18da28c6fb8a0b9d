package io.quarkiverse.schema.migrations.internal.script;

import java.io.IOException;

import io.quarkiverse.schema.migrations.internal.script.Lexer.Token;

/** What stands between quotes. The cursor is in front of the opening quote, and behind the closing one afterwards. */
final class Quotes {

    private Quotes() {
    }

    /** A doubled quote is the quote itself. */
    static Token doubled(Cursor in) throws IOException {
        int at = in.offset();
        char quote = (char) in.peek();
        do {
            in.advance(1);
            if (!in.skipTo(quote, quote)) {
                throw notClosed(in, at, quote);
            }
            in.advance(1);
        } while (in.peek() == quote);
        return Token.QUOTED;
    }

    /** So is a quote behind a backslash. */
    static Token backslashed(Cursor in) throws IOException {
        int at = in.offset();
        char quote = (char) in.peek();
        in.advance(1);
        while (in.skipTo(quote, '\\')) {
            int escape = in.peek();
            int escaped = in.peek(1);
            if (escape == quote && escaped != quote) {
                in.advance(1);
                return Token.QUOTED;
            }
            in.advance(escaped == Cursor.END ? 1 : 2);
        }
        throw notClosed(in, at, quote);
    }

    /** Nothing is escaped: the first closing character ends it. */
    static Token until(char close, Cursor in) throws IOException {
        int at = in.offset();
        char open = (char) in.peek();
        if (!in.skipTo(close, close)) {
            throw notClosed(in, at, open);
        }
        in.advance(1);
        return Token.QUOTED;
    }

    private static MalformedScriptException notClosed(Cursor in, int at, char quote) {
        return in.malformed(at, "the quote " + quote + " that is opened here is never closed");
    }
}
