package io.quarkiverse.schema.migrations.internal.script;

import java.io.IOException;

import io.quarkiverse.schema.migrations.internal.script.Lexer.Token;
import io.quarkiverse.schema.migrations.internal.script.SqlModeTracker.SqlMode;

/** MySQL's and MariaDB's text: the SQL mode decides about quotes, and some comments are executed. */
final class MysqlLexer implements Lexer {

    private final ExecutableComments executable;
    private final SqlMode mode;
    private final String delimiter;
    private final boolean delimiterInWords;
    private int openComments;
    private int firstOpen;

    MysqlLexer(ExecutableComments executable, SqlMode mode, String delimiter) {
        this.executable = executable;
        this.mode = mode;
        this.delimiter = delimiter;
        this.delimiterInWords = Characters.isWord(delimiter.charAt(0));
    }

    @Override
    public Token next(Cursor in) throws IOException {
        int c = in.peek();
        if (c == delimiter.charAt(0) && in.startsWith(delimiter)) {
            return delimiter(in);
        }
        if (Characters.isWord(c)) {
            return word(in);
        }
        if (Characters.isBlank(c)) {
            in.skipBlanks();
            return Token.BLANK;
        }
        switch (c) {
            case Cursor.END:
                return end(in);
            case '\'':
                return string(in);
            case '"':
                return mode.ansiQuotes() ? Quotes.doubled(in) : string(in);
            case '`':
                return Quotes.doubled(in);
            case '#':
                return Comments.line(in);
            case '-':
                return isLineComment(in) ? Comments.line(in) : symbol(in, 1);
            case '/':
                return in.peek(1) == '*' ? comment(in) : symbol(in, 1);
            case '*':
                return openComments > 0 && in.peek(1) == '/' ? closing(in) : symbol(in, 1);
            case '\\':
                // \N is NULL
                return symbol(in, in.peek(1) == 'N' ? 2 : 1);
            case ';':
                in.advance(1);
                return Token.SEMICOLON;
            default:
                return symbol(in, 1);
        }
    }

    private Token delimiter(Cursor in) throws IOException {
        if (openComments > 0) {
            throw in.malformed(firstOpen, "the comment that is opened here contains the delimiter " + delimiter
                    + " and would be cut there; choose another one with DELIMITER");
        }
        in.advance(delimiter.length());
        return Token.DELIMITER;
    }

    /** The client looks for the delimiter everywhere, even in the middle of a word: {@code END$$}. */
    private Token word(Cursor in) throws IOException {
        if (!delimiterInWords) {
            in.skipWord();
            return Token.WORD;
        }
        while (Characters.isWord(in.peek()) && !in.startsWith(delimiter)) {
            in.advance(1);
        }
        return Token.WORD;
    }

    private Token end(Cursor in) throws IOException {
        if (openComments > 0) {
            throw in.malformed(firstOpen, "the comment that is opened here is never closed");
        }
        return Token.END;
    }

    private Token string(Cursor in) throws IOException {
        return mode.noBackslashEscapes() ? Quotes.doubled(in) : Quotes.backslashed(in);
    }

    /** {@code 1--1} is arithmetic. */
    private static boolean isLineComment(Cursor in) throws IOException {
        int behind = in.peek(2);
        return in.peek(1) == '-' && (behind <= ' ' || behind == 0x7F);
    }

    private Token comment(Cursor in) throws IOException {
        int opening = executable.opening(in);
        if (opening == 0) {
            return Comments.block(in);
        }
        firstOpen = openComments == 0 ? in.offset() : firstOpen;
        openComments++;
        in.advance(opening);
        return Token.EXECUTABLE_COMMENT;
    }

    private Token closing(Cursor in) {
        openComments--;
        in.advance(2);
        return Token.EXECUTABLE_COMMENT;
    }

    private static Token symbol(Cursor in, int length) {
        in.advance(length);
        return Token.SYMBOL;
    }

    @Override
    public Lexer fresh() {
        return new MysqlLexer(executable, mode, delimiter);
    }

    /** Which comments the server executes. */
    enum ExecutableComments {

        /** {@code /*!} */
        OF_MYSQL,
        /** {@code /*!} and {@code /*M!} */
        OF_MARIADB;

        /** The line with which MariaDB's dumps begin: a switch of its client, behind a version that no server has. */
        static final String SANDBOX = "/*M!999999\\-";

        /**
         * The number of characters that open such a comment, its version included.
         *
         * @param in in front of the comment
         * @return 0 when it is not one that the server executes
         */
        int opening(Cursor in) throws IOException {
            int length;
            if (in.startsWith("/*!")) {
                length = 3;
            } else if (this == OF_MARIADB && in.startsWith("/*M!") && !in.startsWith(SANDBOX)) {
                length = 4;
            } else {
                return 0;
            }
            while (in.peek(length) >= '0' && in.peek(length) <= '9') {
                length++;
            }
            return length;
        }
    }
}
