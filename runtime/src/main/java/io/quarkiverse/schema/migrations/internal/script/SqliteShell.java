package io.quarkiverse.schema.migrations.internal.script;

import java.io.IOException;

import io.quarkiverse.schema.migrations.internal.script.Lexer.Token;
import io.quarkiverse.schema.migrations.internal.script.Shell.TokenEffect;

/** Where {@code sqlite3} cuts: at a semicolon, but not inside the body of a trigger. */
final class SqliteShell implements Shell {

    private enum State {
        START,
        ANY_STATEMENT,
        CREATE,
        TRIGGER,
        BODY,
        /** Inside a body, where a statement of it may begin. */
        BODY_SEMICOLON,
        BODY_END
    }

    private final Lexer lexer = new SqliteLexer();
    private State state;
    private int body;

    @Override
    public Lexer begin() {
        state = State.START;
        return lexer;
    }

    @Override
    public TokenEffect read(Token token, Cursor in, int at) throws IOException {
        switch (token) {
            case BLANK, COMMENT:
                return TokenEffect.CONTINUE;
            case WORD:
                state = afterWord(in, at);
                return TokenEffect.CONTINUE;
            case SEMICOLON:
                return semicolon();
            case END:
                if (inBody() && state != State.BODY_END) {
                    throw in.malformed(body, "the trigger's body that begins here has no END");
                }
                return TokenEffect.END;
            default:
                return other(in, at);
        }
    }

    private State afterWord(Cursor in, int at) {
        switch (state) {
            case START:
                if (in.isWord(at, "EXPLAIN") || in.isWord(at, "QUERY") || in.isWord(at, "PLAN")) {
                    return State.START;
                }
                return in.isWord(at, "CREATE") ? State.CREATE : State.ANY_STATEMENT;
            case CREATE:
                if (in.isWord(at, "TEMP") || in.isWord(at, "TEMPORARY")) {
                    return State.CREATE;
                }
                return in.isWord(at, "TRIGGER") ? State.TRIGGER : State.ANY_STATEMENT;
            case TRIGGER:
                if (in.isWord(at, "BEGIN")) {
                    body = at;
                    return State.BODY_SEMICOLON;
                }
                return State.TRIGGER;
            case BODY_SEMICOLON:
                return in.isWord(at, "END") ? State.BODY_END : State.BODY;
            case BODY_END:
                return State.BODY;
            default:
                return state;
        }
    }

    private TokenEffect semicolon() {
        if (state == State.BODY) {
            state = State.BODY_SEMICOLON;
        }
        return state == State.BODY_SEMICOLON ? TokenEffect.CONTINUE : TokenEffect.END;
    }

    private TokenEffect other(Cursor in, int at) throws IOException {
        if (state == State.START && in.positionOf(at).column() == 1) {
            if (in.charAt(at) == '#') {
                in.skipLine();
                return TokenEffect.END;
            }
            if (in.charAt(at) == '.') {
                in.skipWord();
                in.skipForeign(at, in.text(at, in.offset()) + " is a command of the sqlite3 shell and no SQL;"
                        + " take it out of the script");
                return TokenEffect.END;
            }
        }
        state = inBody() ? State.BODY : state == State.TRIGGER ? State.TRIGGER : State.ANY_STATEMENT;
        return TokenEffect.CONTINUE;
    }

    private boolean inBody() {
        return state == State.BODY || state == State.BODY_SEMICOLON || state == State.BODY_END;
    }

    @Override
    public void finished(SqlStatement statement) {
        // nothing that a script says changes how SQLite reads the rest of it
    }

    /** SQLite's text: four kinds of quotes, and a comment that the end of the script may close. */
    private static final class SqliteLexer implements Lexer {

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
}
