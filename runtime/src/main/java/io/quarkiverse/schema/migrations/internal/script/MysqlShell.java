package io.quarkiverse.schema.migrations.internal.script;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.quarkiverse.schema.migrations.internal.script.Lexer.Token;
import io.quarkiverse.schema.migrations.internal.script.MysqlLexer.ExecutableComments;
import io.quarkiverse.schema.migrations.internal.script.Shell.TokenEffect;
import io.quarkiverse.schema.migrations.internal.script.SqlModeTracker.SqlMode;

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
    public TokenEffect read(Token token, Cursor in, int at) throws IOException {
        TokenEffect step = step(token, in, at);
        if (step == TokenEffect.END && token != Token.END) {
            refuseInsideBlock(in, at);
        } else if (step == TokenEffect.CONTINUE && !compound.isPlain() && saysSomething(token)) {
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

    private TokenEffect step(Token token, Cursor in, int at) throws IOException {
        switch (token) {
            case WORD:
                return word(in, at);
            case SYMBOL:
                return symbol(in, at);
            case QUOTED:
                if (state == State.START) {
                    begin(at, State.ANY_STATEMENT);
                }
                return TokenEffect.CONTINUE;
            case BLANK:
                return state == State.USE && in.contains(at, '\n') ? TokenEffect.END : TokenEffect.CONTINUE;
            case DELIMITER:
                return TokenEffect.END;
            case END:
                return atEnd(in);
            default:
                return TokenEffect.CONTINUE;
        }
    }

    private TokenEffect word(Cursor in, int at) throws IOException {
        if (state == State.START) {
            return first(in, at);
        }
        if (in.isWord(at, "DELIMITER") && in.isFirstInLine(at) && DelimiterCommand.isMeant(in.restOfLine())) {
            throw notEnded(in);
        }
        return TokenEffect.CONTINUE;
    }

    private TokenEffect first(Cursor in, int at) throws IOException {
        String word = in.text(at, in.offset()).toUpperCase(Locale.ROOT);
        if (word.equals("DELIMITER")) {
            delimiter = DelimiterCommand.read(in, at);
            return TokenEffect.END;
        }
        if (COMMANDS.contains(word)) {
            return command(in, at);
        }
        begin(at, switch (word) {
            case "SET" -> State.SET;
            case "USE" -> State.USE;
            default -> State.ANY_STATEMENT;
        });
        return TokenEffect.CONTINUE;
    }

    private TokenEffect symbol(Cursor in, int at) throws IOException {
        if (in.charAt(at) == '\\' && in.offset() == at + 1) {
            return backslash(in, at);
        }
        if (state == State.START) {
            if (in.charAt(at) == '-' && in.peek() == '-') {
                // where no statement has begun, the client takes it for a comment even without a blank behind
                in.skipLine();
                return TokenEffect.END;
            }
            begin(at, State.ANY_STATEMENT);
        }
        return TokenEffect.CONTINUE;
    }

    private TokenEffect backslash(Cursor in, int at) throws IOException {
        int command = in.peek();
        if (command != Cursor.END) {
            in.advance(1);
        }
        if (command == 'g' || command == 'G') {
            return TokenEffect.END;
        }
        if (command == 'd' && state == State.START) {
            delimiter = DelimiterCommand.read(in, at);
            return TokenEffect.END;
        }
        return command(in, at);
    }

    private void begin(int at, State as) {
        first = at;
        state = as;
    }

    private TokenEffect atEnd(Cursor in) throws MalformedScriptException {
        if (state != State.START && !delimiter.equals(DelimiterCommand.SEMICOLON)) {
            throw notEnded(in);
        }
        return TokenEffect.END;
    }

    private MalformedScriptException notEnded(Cursor in) {
        return in.malformed(first, "the statement that begins here does not end with the delimiter " + delimiter);
    }

    private TokenEffect command(Cursor in, int at) throws IOException {
        in.skipForeign(at, in.text(at, in.offset())
                + " is a command of the mysql client and no SQL; take it out of the script");
        return TokenEffect.END;
    }

    @Override
    public void finished(SqlStatement statement) throws MalformedScriptException {
        characters.refuseOthersIn(statement);
        if (state == State.SET) {
            modes.set(statement.words(Integer.MAX_VALUE));
        }
    }

    /** The mysql client's {@code DELIMITER xx}: the rest of its line says what ends a statement from there on. */
    private static final class DelimiterCommand {

        static final String SEMICOLON = ";";

        private static final Pattern COMMENT = Pattern.compile("#.*|--.*|/\\*(?![!M+]).*\\*/");

        private DelimiterCommand() {
        }

        /**
         * Reads the command to the end of its line.
         *
         * @param in behind the command's name
         * @param at the offset of the name
         * @return the new delimiter
         */
        static String read(Cursor in, int at) throws IOException {
            String line = in.restOfLine();
            String delimiter = argument(line);
            in.skipLine();
            if (delimiter.isEmpty()) {
                throw in.malformed(at, "DELIMITER must be followed by the new delimiter on the same line");
            }
            if (delimiter.indexOf('\\') >= 0) {
                throw in.malformed(at, "a delimiter cannot contain a backslash");
            }
            String behind = behind(line, delimiter);
            if (!behind.isEmpty() && !COMMENT.matcher(behind).matches()) {
                throw in.malformed(at, "the mysql client drops what stands on the line of a DELIMITER command behind the new"
                        + " delimiter, here: " + behind + " - put it on a line of its own");
            }
            return delimiter;
        }

        private static String behind(String line, String delimiter) {
            String argument = line.strip();
            boolean quoted = !argument.startsWith(delimiter);
            return argument.substring(Math.min(argument.length(), delimiter.length() + (quoted ? 2 : 0))).strip();
        }

        /**
         * Whether a line behind the word {@code DELIMITER} makes it the command, even inside a statement, where a column may
         * have this name.
         */
        static boolean isMeant(String restOfLine) {
            String argument = argument(restOfLine);
            return !argument.isEmpty() && restOfLine.strip().equals(argument)
                    && argument.chars().allMatch(c -> c < 128 && c != ',' && (!Characters.isWord(c) || c == '$'));
        }

        private static String argument(String restOfLine) {
            String line = restOfLine.stripLeading();
            if (line.isEmpty()) {
                return "";
            }
            char quote = line.charAt(0);
            if (quote == '\'' || quote == '"' || quote == '`') {
                int close = line.indexOf(quote, 1);
                return line.substring(1, close < 0 ? line.length() : close);
            }
            int end = 0;
            while (end < line.length() && !Characters.isBlank(line.charAt(end))) {
                end++;
            }
            return line.substring(0, end);
        }
    }
}
