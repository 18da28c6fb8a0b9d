package io.quarkiverse.schema.migrations.internal.script;

import java.io.IOException;

/** SQLite's text: four kinds of quotes, and a comment that the end of the script may close. */
final class SqliteLexer implements Lexer {

    @Override
    public Token next(Cursor in) throws IOException {
        int c = in.peek();
        if (Characters.isWord(c)) {
            in.skipWord();
            return Token.WORD;
        }
        if (Characters.isBlank(c)) {
            in.skipBlanks();
            return Token.BLANK;
        }
        switch (c) {
            case Cursor.END:
                return Token.END;
            case '\'', '"', '`':
                return Quotes.doubled(in);
            case '[':
                return Quotes.until(']', in);
            case '-':
                return in.peek(1) == '-' ? Comments.line(in) : symbol(in);
            case '/':
                return in.peek(1) == '*' ? Comments.blockOrRest(in) : symbol(in);
            case ';':
                in.advance(1);
                return Token.SEMICOLON;
            default:
                return symbol(in);
        }
    }

    private static Token symbol(Cursor in) {
        in.advance(1);
        return Token.SYMBOL;
    }

    @Override
    public Lexer fresh() {
        return this;
    }
}
