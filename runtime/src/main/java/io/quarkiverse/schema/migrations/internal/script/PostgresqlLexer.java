package io.quarkiverse.schema.migrations.internal.script;

import java.io.IOException;

import io.quarkiverse.schema.migrations.internal.script.ConformingStrings.Backslash;
import io.quarkiverse.schema.migrations.internal.script.Lexer.Token;

/** PostgreSQL's text: dollar quotes, nested comments, and strings whose prefix says what a backslash means. */
final class PostgresqlLexer implements Lexer {

    private final Backslash inPlainStrings;
    /** What a backslash means if a string goes on in the next line, or null. */
    private Backslash continued;
    private boolean lineEnded;

    /** @param inPlainStrings what the setting {@code standard_conforming_strings} says */
    PostgresqlLexer(Backslash inPlainStrings) {
        this.inPlainStrings = inPlainStrings;
    }

    @Override
    public Token next(Cursor in) throws IOException {
        int c = in.peek();
        if (Characters.isBlank(c)) {
            int at = in.offset();
            in.skipBlanks();
            lineEnded |= continued != null && (in.contains(at, '\n') || in.contains(at, '\r'));
            return Token.BLANK;
        }
        if (c == '-' && in.peek(1) == '-') {
            in.skipTo('\n', '\r');
            return Token.COMMENT;
        }
        if (c == '\'') {
            return string(in, continued != null && lineEnded ? continued : inPlainStrings);
        }
        continued = null;
        if (Characters.isWord(c) && c != '$') {
            return word(in);
        }
        switch (c) {
            case Cursor.END:
                return Token.END;
            case '"':
                return Quotes.doubled(in);
            case '$':
                return dollar(in);
            case '/':
                return in.peek(1) == '*' ? Comments.nested(in) : symbol(in);
            case ';':
                in.advance(1);
                return Token.SEMICOLON;
            default:
                return symbol(in);
        }
    }

    private Token word(Cursor in) throws IOException {
        int at = in.offset();
        in.skipWord();
        if (in.offset() - at == 1) {
            char prefix = Characters.toUpperCase(in.charAt(at));
            int quote = in.peek();
            if (quote == '\'' && prefix == 'E') {
                return string(in, Backslash.ESCAPES);
            }
            if (quote == '\'' && (prefix == 'B' || prefix == 'X')) {
                return string(in, Backslash.IS_ITSELF);
            }
            if (quote == '&' && prefix == 'U' && in.peek(1) == '\'') {
                in.advance(1);
                return string(in, Backslash.IS_ITSELF);
            }
        }
        return Token.WORD;
    }

    private Token string(Cursor in, Backslash backslash) throws IOException {
        continued = backslash;
        lineEnded = false;
        return backslash == Backslash.ESCAPES ? Quotes.backslashed(in) : Quotes.doubled(in);
    }

    /** A dollar that begins no quote belongs to a parameter. */
    private static Token dollar(Cursor in) throws IOException {
        int length = 1;
        if (!Character.isDigit(in.peek(length))) {
            while (in.peek(length) != '$' && Characters.isWord(in.peek(length))) {
                length++;
            }
        }
        if (in.peek(length) != '$') {
            return symbol(in);
        }
        int open = in.offset();
        in.advance(length + 1);
        int body = in.offset();
        while (in.skipTo('$', '$')) {
            if (in.repeats(open, body)) {
                in.advance(length + 1);
                return Token.QUOTED;
            }
            in.advance(1);
        }
        throw in.malformed(open, "the quote " + in.text(open, body) + " that is opened here is never closed");
    }

    private static Token symbol(Cursor in) {
        in.advance(1);
        return Token.SYMBOL;
    }

    @Override
    public Lexer fresh() {
        return new PostgresqlLexer(inPlainStrings);
    }
}
