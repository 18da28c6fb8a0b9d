package io.quarkiverse.schema.migrations.runtime.internal.script;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
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

    private final Syntax syntax;
    private final ExecutableComments executable;
    private final SqlModeTracker modes;
    private final CharacterSet characters;
    private String delimiter = DelimiterCommand.SEMICOLON;
    private State state;
    private CompoundStatement compound;
    private int first;

    /**
     * @param session {@code sql_mode}, {@code global sql_mode}, {@code character_set_client}, and as {@code bytes} what arrives
     *        at the server of {@link CharacterSet#PROBE}; each may be absent
     */
    MysqlShell(Syntax syntax, Map<String, String> session) {
        this.syntax = syntax;
        this.executable = syntax == Syntax.MARIADB ? ExecutableComments.OF_MARIADB : ExecutableComments.OF_MYSQL;
        this.modes = new SqlModeTracker(SqlMode.named(session.getOrDefault("sql_mode", "")),
                SqlMode.named(session.getOrDefault("global sql_mode", "")));
        this.characters = CharacterSet.of(session.getOrDefault("character_set_client", CharacterSet.UTF8MB4),
                session.getOrDefault("bytes", CharacterSet.PROBE_IN_UTF8));
    }

    @Override
    public Lexer begin() {
        state = State.START;
        compound = new CompoundStatement(syntax, modes.mode().oracle());
        return new MysqlLexer(executable, modes.mode(), delimiter);
    }

    @Override
    public Step read(Token token, Cursor in, int at) throws IOException {
        Step step = step(token, in, at);
        if (step == Step.END && token != Token.END) {
            refuseInsideBlock(in, at);
        } else if (step == Step.CONTINUE && !compound.isPlain() && saysSomething(token)) {
            compound.take(in.text(at, in.offset()).toUpperCase(Locale.ROOT), at);
        }
        return step;
    }

    private static boolean saysSomething(Token token) {
        return token == Token.WORD || token == Token.QUOTED || token == Token.SYMBOL || token == Token.SEMICOLON;
    }

    /** Behind another delimiter the server says best what is wrong. */
    private void refuseInsideBlock(Cursor in, int at) throws MalformedScriptException {
        if (compound.isOpen() && delimiter.equals(DelimiterCommand.SEMICOLON)) {
            throw in.malformed(compound.begin(), "the block that begins here is cut at the semicolon in line "
                    + in.positionOf(at).line() + ", before its END: choose another delimiter for the statement, as for the"
                    + " mysql client, with a line DELIMITER // before it, // behind its last END, and a line DELIMITER ; after it");
        }
    }

    private Step step(Token token, Cursor in, int at) throws IOException {
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
            return command(in, at);
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
        return command(in, at);
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

    private Step command(Cursor in, int at) throws IOException {
        in.skipForeign(at, in.text(at, in.offset())
                + " is a command of the mysql client and no SQL; take it out of the script");
        return state == State.START ? Step.PASS_OVER : Step.END;
    }

    @Override
    public void finished(SqlStatement statement) throws MalformedScriptException {
        characters.refuseOthersIn(statement);
        if (state == State.SET) {
            modes.set(statement.words(Integer.MAX_VALUE));
        }
    }
}
