package io.quarkiverse.schema.migrations.internal.script;

import java.io.IOException;

import io.quarkiverse.schema.migrations.internal.script.Lexer.Token;

/** What a database skips. The cursor is in front of the comment, and behind it afterwards. */
final class Comments {

    private Comments() {
    }

    static Token line(Cursor in) throws IOException {
        in.skipLine();
        return Token.COMMENT;
    }

    /** A comment that ends at the first closing, however many were opened. */
    static Token block(Cursor in) throws IOException {
        int at = in.offset();
        if (!skipBlock(in)) {
            throw notClosed(in, at);
        }
        return Token.COMMENT;
    }

    /** One that the end of the script may close as well. */
    static Token blockOrRest(Cursor in) throws IOException {
        skipBlock(in);
        return Token.COMMENT;
    }

    /** A comment that ends when every comment opened inside is closed. */
    static Token nested(Cursor in) throws IOException {
        int at = in.offset();
        int depth = 0;
        do {
            if (!in.skipTo('/', '*')) {
                throw notClosed(in, at);
            }
            if (in.startsWith("/*")) {
                depth++;
                in.advance(2);
            } else if (in.startsWith("*/")) {
                depth--;
                in.advance(2);
            } else {
                in.advance(1);
            }
        } while (depth > 0);
        return Token.COMMENT;
    }

    private static boolean skipBlock(Cursor in) throws IOException {
        in.advance(2);
        while (in.skipTo('*', '*')) {
            in.advance(1);
            if (in.peek() == '/') {
                in.advance(1);
                return true;
            }
        }
        return false;
    }

    private static MalformedScriptException notClosed(Cursor in, int at) {
        return in.malformed(at, "the comment that is opened here is never closed");
    }
}
