package io.quarkiverse.schema.migrations.runtime.internal.script;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/** Where {@code mysql} and {@code mariadb} cut: at the delimiter, which a script may change. */
final class MysqlShell implements Shell {

    private static final Set<String> COMMANDS = Set.of("CHARSET", "CLEAR", "CONNECT", "EDIT", "EGO", "EXIT", "GO",
            "NOPAGER", "NOTEE", "NOWARNING", "PAGER", "PRINT", "PROMPT", "QUIT", "REHASH", "SOURCE", "STATUS",
            "SYSTEM", "TEE", "WARNINGS");

    private enum State {
        START,
        ANY_STATEMENT,
        SET,
        /** The client ends it with the line, even without a delimiter. */
        USE
    }

    private final ExecutableComments executable;
    private final SqlModeTracker modes = new SqlModeTracker();
    private String delimiter = DelimiterCommand.SEMICOLON;
    private State state;
    private int first;

    MysqlShell(ExecutableComments executable) {
        this.executable = executable;
    }

    @Override
    public Lexer begin() {
        state = State.START;
        return new MysqlLexer(executable, modes.mode(), delimiter);
    }

    @Override
    public Step read(Token token, Cursor in, int at) throws IOException {
        switch (token) {
            case WORD:
                return word(in, at);
            case SYMBOL:
                return symbol(in, at);
            case QUOTED:
                if (state == State.START) {
                    begin(at, State.ANY_STATEMENT);
                }
                return Step.CONTINUE;
            case BLANK:
                return state == State.USE && in.contains(at, '\n') ? Step.END : Step.CONTINUE;
            case COMMENT:
                return state == State.START && in.isAt(at, ExecutableComments.SANDBOX) ? Step.PASS_OVER : Step.CONTINUE;
            case DELIMITER:
                return Step.END;
            case END:
                return atEnd(in);
            default:
                return Step.CONTINUE;
        }
    }

    private Step word(Cursor in, int at) throws IOException {
        if (state == State.START) {
            return first(in, at);
        }
        if (in.isWord(at, "DELIMITER") && in.isFirstInLine(at) && DelimiterCommand.isMeant(in.restOfLine())) {
            throw notEnded(in);
        }
        return Step.CONTINUE;
    }

    private Step first(Cursor in, int at) throws IOException {
        String word = in.text(at, in.offset()).toUpperCase(Locale.ROOT);
        if (word.equals("DELIMITER")) {
            delimiter = DelimiterCommand.read(in, at);
            return Step.PASS_OVER;
        }
        if (COMMANDS.contains(word)) {
            throw command(in, at);
        }
        begin(at, switch (word) {
            case "SET" -> State.SET;
            case "USE" -> State.USE;
            default -> State.ANY_STATEMENT;
        });
        return Step.CONTINUE;
    }

    private Step symbol(Cursor in, int at) throws IOException {
        if (in.charAt(at) == '\\' && in.offset() == at + 1) {
            return backslash(in, at);
        }
        if (state == State.START) {
            if (in.charAt(at) == '-' && in.peek() == '-') {
                // where no statement has begun, the client takes it for a comment even without a blank behind
                in.skipLine();
                return Step.PASS_OVER;
            }
            begin(at, State.ANY_STATEMENT);
        }
        return Step.CONTINUE;
    }

    private Step backslash(Cursor in, int at) throws IOException {
        int command = in.peek();
        if (command != Cursor.END) {
            in.advance(1);
        }
        if (command == 'g' || command == 'G') {
            return Step.END;
        }
        if (command == 'd' && state == State.START) {
            delimiter = DelimiterCommand.read(in, at);
            return Step.PASS_OVER;
        }
        throw command(in, at);
    }

    private void begin(int at, State as) {
        first = at;
        state = as;
    }

    private Step atEnd(Cursor in) throws MalformedScriptException {
        if (state != State.START && !delimiter.equals(DelimiterCommand.SEMICOLON)) {
            throw notEnded(in);
        }
        return Step.END;
    }

    private MalformedScriptException notEnded(Cursor in) {
        return in.malformed(first, "the statement that begins here does not end with the delimiter " + delimiter);
    }

    private static MalformedScriptException command(Cursor in, int at) {
        return in.malformed(at, in.text(at, in.offset())
                + " is a command of the mysql client and no SQL; take it out of the script");
    }

    @Override
    public void finished(SqlStatement statement) {
        if (state == State.SET) {
            modes.set(statement.words(Integer.MAX_VALUE));
        }
    }
}
