package io.quarkiverse.schema.migrations.internal.script;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;

import io.quarkiverse.schema.migrations.internal.script.ConformingStrings.Backslash;
import io.quarkiverse.schema.migrations.internal.script.Lexer.Token;
import io.quarkiverse.schema.migrations.internal.script.Shell.TokenEffect;

/** Where {@code psql} cuts: at a semicolon, but not inside parentheses or the body of a standard SQL routine. */
final class PostgresqlShell implements Shell {

    private enum State {
        START,
        ANY_STATEMENT,
        CREATE,
        ROUTINE,
        COPY,
        COPY_FROM,
        COPY_FROM_STDIN
    }

    /**
     * What a session may say, beside {@link ConformingStrings#SETTING}: {@code true} when the script runs in one transaction.
     */
    static final String IN_TRANSACTION = "in transaction";

    private final ConformingStrings strings;
    private State state;
    private boolean mayTurnStrings;
    private int parentheses;
    private final RoutineBody body = new RoutineBody();

    /** @param session {@code standard_conforming_strings}, and whether the script runs in one transaction; may be empty */
    PostgresqlShell(Map<String, String> session) {
        Backslash found = session.getOrDefault(ConformingStrings.SETTING, "on").equals("off") ? Backslash.ESCAPES
                : Backslash.IS_ITSELF;
        strings = new ConformingStrings(found, Boolean.parseBoolean(session.get(IN_TRANSACTION)));
    }

    @Override
    public Lexer begin() {
        state = State.START;
        mayTurnStrings = false;
        parentheses = 0;
        body.reset();
        return new PostgresqlLexer(strings.backslash());
    }

    @Override
    public TokenEffect read(Token token, Cursor in, int at) throws IOException {
        switch (token) {
            case WORD:
                state = afterWord(in, at);
                return TokenEffect.CONTINUE;
            case SYMBOL:
                return symbol(in, at);
            case QUOTED:
                body.other();
                state = state == State.COPY_FROM ? State.COPY : state;
                return TokenEffect.CONTINUE;
            case SEMICOLON:
                body.other();
                return parentheses > 0 || body.isOpen() ? TokenEffect.CONTINUE : end();
            case END:
                if (body.isOpen()) {
                    throw in.malformed(body.begin(), "the routine's body that begins here has no END");
                }
                return end();
            default:
                return TokenEffect.CONTINUE;
        }
    }

    private State afterWord(Cursor in, int at) {
        switch (state) {
            case START:
                return first(in, at);
            case CREATE:
                if (in.isWord(at, "OR") || in.isWord(at, "REPLACE")) {
                    return State.CREATE;
                }
                return in.isWord(at, "FUNCTION") || in.isWord(at, "PROCEDURE") ? State.ROUTINE : State.ANY_STATEMENT;
            case ROUTINE:
                body.word(in, at);
                return State.ROUTINE;
            case COPY:
                return parentheses == 0 && in.isWord(at, "FROM") ? State.COPY_FROM : State.COPY;
            case COPY_FROM:
                // the server takes either word for the other
                return in.isWord(at, "STDIN") || in.isWord(at, "STDOUT") ? State.COPY_FROM_STDIN : State.COPY;
            default:
                return state;
        }
    }

    private State first(Cursor in, int at) {
        mayTurnStrings = ConformingStrings.mayTurn(in.text(at, in.offset()).toUpperCase(Locale.ROOT));
        if (in.isWord(at, "CREATE")) {
            return State.CREATE;
        }
        if (in.isWord(at, "COPY")) {
            return State.COPY;
        }
        return State.ANY_STATEMENT;
    }

    private TokenEffect symbol(Cursor in, int at) throws IOException {
        char c = in.charAt(at);
        if (c == '\\') {
            return command(in, at);
        }
        if (c == '(') {
            parentheses++;
        } else if (c == ')') {
            parentheses = Math.max(0, parentheses - 1);
        }
        if (c == '.') {
            body.dot();
        } else {
            body.other();
        }
        state = state == State.START ? State.ANY_STATEMENT : state;
        return TokenEffect.CONTINUE;
    }

    /** Only the lines that pg_dump puts around a dump are skipped; what others do cannot be done here. */
    private TokenEffect command(Cursor in, int at) throws IOException {
        boolean begun = state != State.START;
        while (in.peek() != Cursor.END && !Characters.isBlank(in.peek()) && in.peek() != ';') {
            in.advance(1);
        }
        String command = in.text(at, in.offset());
        if (!begun && (command.equals("\\restrict") || command.equals("\\unrestrict"))) {
            in.skipLine();
            return TokenEffect.END;
        }
        in.skipForeign(at, command + " is a command of psql and no SQL; take it out of the script");
        return TokenEffect.END;
    }

    private TokenEffect end() {
        return state == State.COPY_FROM_STDIN ? TokenEffect.END_BEFORE_DATA : TokenEffect.END;
    }

    @Override
    public void finished(SqlStatement statement) {
        if (mayTurnStrings) {
            strings.finished(statement);
        }
    }

    /** The body of a standard SQL routine in PostgreSQL, {@code BEGIN ATOMIC … END}. */
    private static final class RoutineBody {

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
}
