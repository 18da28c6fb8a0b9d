package io.quarkiverse.schema.migrations.internal.script;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.List;
import java.util.Map;

import io.quarkiverse.schema.migrations.internal.script.Lexer.Token;
import io.quarkiverse.schema.migrations.internal.script.Placeholders.PlaceholderReader;
import io.quarkiverse.schema.migrations.internal.script.Shell.TokenEffect;

/**
 * Reads a script statement by statement. However long the script is, only the statement being read is in memory. Not for
 * use by several threads at once.
 */
public final class ScriptReader implements Closeable {

    /** Enough for most scripts, of which there may be thousands, one after the other. */
    private static final int FIRST_WINDOW = 512;
    private static final int WINDOW = 64 * 1024;

    private final Reader text;
    private final Cursor in;
    private final Shell shell;
    private int count;
    private CopyData copyData;
    private boolean atEnd;

    private ScriptReader(Reader text, Cursor in, Shell shell) {
        this.text = text;
        this.in = in;
        this.shell = shell;
    }

    /**
     * Begins to read a script.
     *
     * @param utf8 its bytes, closed with this reader; a byte order mark is dropped
     * @throws IOException when the bytes cannot be read
     */
    public static ScriptReader open(InputStream utf8, Syntax syntax) throws IOException {
        return open(new Utf8Reader(utf8), syntax);
    }

    /**
     * Begins to read a script with values in the place of its placeholders. Places are told as they are written.
     *
     * @param utf8 its bytes, closed with this reader; a byte order mark is dropped
     * @param session what the session says about how to read a script
     * @throws IOException when the bytes cannot be read
     */
    public static ScriptReader open(InputStream utf8, Placeholders placeholders, Syntax syntax, Map<String, String> session)
            throws IOException {
        if (placeholders.isEmpty()) {
            Reader text = new Utf8Reader(utf8);
            return open(text, new Cursor(text, new Replacements(), FIRST_WINDOW, WINDOW), syntax, session);
        }
        Replacements replacements = new Replacements();
        Reader text = new PlaceholderReader(new Utf8Reader(utf8), placeholders, replacements);
        return open(text, new Cursor(text, replacements, FIRST_WINDOW, WINDOW), syntax, session);
    }

    /**
     * Begins to read a script.
     *
     * @param text closed with this reader; a byte order mark is dropped
     * @throws IOException when the text cannot be read
     */
    public static ScriptReader open(Reader text, Syntax syntax) throws IOException {
        return open(text, new Cursor(text, new Replacements(), FIRST_WINDOW, WINDOW), syntax);
    }

    private static ScriptReader open(Reader text, Cursor in, Syntax syntax) throws IOException {
        return open(text, in, syntax, Map.of());
    }

    private static ScriptReader open(Reader text, Cursor in, Syntax syntax, Map<String, String> session) throws IOException {
        in.skipByteOrderMark();
        return new ScriptReader(text, in, syntax.shell(session));
    }

    /**
     * The next statement. What is left of the data of the one before is skipped first.
     *
     * @return null at the end of the script
     * @throws MalformedScriptException when the script cannot be cut any further, or at its end when it has commands for an
     *         interactive shell
     * @throws IOException when it cannot be read
     */
    public SqlStatement next() throws IOException {
        if (copyData != null) {
            copyData.close();
            copyData = null;
        }
        SqlStatement statement = null;
        try {
            while (statement == null && !atEnd) {
                statement = piece();
            }
        } catch (MalformedScriptException e) {
            throw e.after(in.foreign());
        }
        if (statement == null && !in.foreign().isEmpty()) {
            List<MalformedScriptException> foreign = in.foreign();
            throw foreign.get(foreign.size() - 1).after(foreign.subList(0, foreign.size() - 1));
        }
        return statement;
    }

    /** What stands in front of the next delimiter; null when that says nothing. */
    private SqlStatement piece() throws IOException {
        Lexer lexer = shell.begin();
        boolean begun = false;
        int end = 0;
        Token token;
        TokenEffect step;
        do {
            if (!begun) {
                in.release();
            }
            int at = in.offset();
            token = lexer.next(in);
            step = shell.read(token, in, at);
            if (step == TokenEffect.CONTINUE && token.isContent()) {
                begun = true;
                end = in.offset();
            }
        } while (step == TokenEffect.CONTINUE);
        atEnd = token == Token.END;
        return begun ? statement(in.text(0, end), step, lexer) : null;
    }

    private SqlStatement statement(String content, TokenEffect step, Lexer lexer) throws IOException {
        Position position = in.positionOf(0);
        Replacements replacements = in.replacements(content.length());
        if (step == TokenEffect.END_BEFORE_DATA) {
            copyData = CopyData.behind(in);
        }
        SqlStatement statement = new SqlStatement(content, count++, position, replacements, lexer, copyData);
        shell.finished(statement);
        return statement;
    }

    /** How many characters of the script are in memory at most. */
    int capacity() {
        return in.capacity();
    }

    /** How many replacements are in memory. */
    int replacements() {
        return in.replacements();
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    /**
     * The data lines behind {@code COPY … FROM STDIN}, up to the line {@code \.}, read from the script as they are asked for.
     */
    private static final class CopyData extends Reader {

        private final Cursor script;
        private final Position begin;
        private boolean atLineStart = true;
        private boolean atEnd;

        private CopyData(Cursor script) {
            this.script = script;
            this.begin = script.positionOf(0);
        }

        /** The data behind a statement whose delimiter has been passed; they begin on the next line. */
        static CopyData behind(Cursor script) throws IOException {
            int at = script.offset();
            script.skipLine();
            String rest = script.text(at, script.offset()).strip();
            if (!rest.isEmpty() && !rest.startsWith("--")) {
                throw script.malformed(at, "the data of COPY … FROM STDIN begin on the next line;"
                        + " nothing else may stand on the line of its delimiter");
            }
            script.advance(script.peek() == '\n' ? 1 : 0);
            script.release();
            return new CopyData(script);
        }

        @Override
        public int read(char[] target, int from, int length) throws IOException {
            int count = 0;
            while (count < length && !atEnd) {
                if (atLineStart && isEndMark()) {
                    script.skipLine();
                    atEnd = true;
                } else {
                    int more = script.drainLine(target, from + count, length - count);
                    if (more == 0) {
                        throw new MalformedScriptException(begin, "the data of COPY … FROM STDIN that begin here"
                                + " do not end with a line that is \\.");
                    }
                    count += more;
                    atLineStart = target[from + count - 1] == '\n';
                }
            }
            script.release();
            return count == 0 && atEnd && length > 0 ? -1 : count;
        }

        private boolean isEndMark() throws IOException {
            if (script.peek() != '\\' || script.peek(1) != '.') {
                return false;
            }
            int behind = script.peek(2) == '\r' ? script.peek(3) : script.peek(2);
            return behind == '\n' || behind == Cursor.END;
        }

        /** Passes over what is left. */
        @Override
        public void close() throws IOException {
            char[] passedOver = new char[8 * 1024];
            while (!atEnd) {
                read(passedOver, 0, passedOver.length);
            }
        }
    }
}
