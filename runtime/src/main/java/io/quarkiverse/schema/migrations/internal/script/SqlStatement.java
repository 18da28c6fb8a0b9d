package io.quarkiverse.schema.migrations.internal.script;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.quarkiverse.schema.migrations.internal.script.Lexer.Token;
import io.quarkiverse.schema.migrations.model.VisibleText;

/** One statement of a script: what goes to the database, and where it stands. For one thread. */
public final class SqlStatement {

    /** With what stands between words; where they are longer, more is read. */
    private static final int LETTERS_OF_A_WORD = 16;

    private final String text;
    private final int index;
    private final Position position;
    private final Replacements replacements;
    private final Lexer lexer;
    private final Reader copyData;
    /** The first of its words, as far as they were asked for: several look at a statement before it runs. */
    private List<String> words = List.of();
    private int wordsAsked;

    /**
     * @param replacements where its text is not as it is written
     * @param copyData null when it is followed by none
     */
    SqlStatement(String text, int index, Position position, Replacements replacements, Lexer lexer, Reader copyData) {
        this.text = text;
        this.index = index;
        this.position = position;
        this.replacements = replacements;
        this.lexer = lexer;
        this.copyData = copyData;
    }

    /**
     * What goes to the database, as it is written but for placeholders, with the comments inside. It begins with what the
     * statement says first and ends with what it says last: neither comments around it nor the delimiter are part of it, so
     * that a semicolon and another statement can follow.
     */
    public String text() {
        return text;
    }

    /** Its place among the statements of the script, from 0. */
    public int index() {
        return index;
    }

    /** The line, from 1, in which the statement begins. */
    public int line() {
        return position.line();
    }

    /** The column, from 1 and in code points, in which the statement begins. */
    public int column() {
        return position.column();
    }

    /** Where the statement begins. */
    public Position position() {
        return position;
    }

    /**
     * Where in the script a character of {@link #text()} stands.
     *
     * @param character from 1 and in code points, as PostgreSQL counts; one outside the text is taken for the nearest
     */
    public Position positionOf(int character) {
        int count = Math.max(0, Math.min(character - 1, text.codePointCount(0, text.length())));
        int end = text.offsetByCodePoints(0, count);
        char[] chars = text.substring(0, end).toCharArray();
        return replacements.position(position, 0, end, (start, from, to) -> start.after(chars, (int) from, (int) to));
    }

    /**
     * What the statement says first. Words are in upper case, strings and quoted names as they are written, punctuation
     * is one character each. Comments are left out; of a comment that the server executes, it is the content.
     *
     * @param most how many are wanted
     * @return fewer when there are not so many; never null
     */
    public List<String> words(int most) {
        if (wordsAsked < most) {
            words = words(most, word -> word.toUpperCase(Locale.ROOT));
            wordsAsked = most;
        }
        return words.size() > most ? words.subList(0, most) : words;
    }

    /** {@link #words}, with plain names and keywords as they are written too. */
    public List<String> writtenWords(int most) {
        return words(most, UnaryOperator.identity());
    }

    private List<String> words(int most, UnaryOperator<String> plain) {
        List<String> found = new ArrayList<>();
        Cursor in = cursor(text, (int) Math.min((long) most * LETTERS_OF_A_WORD, Head.WINDOW));
        Lexer tokens = lexer.fresh();
        try {
            while (found.size() < most) {
                in.release();
                Token token = tokens.next(in);
                String written = in.text(0, in.offset());
                if (token == Token.END) {
                    break;
                } else if (token == Token.WORD) {
                    found.add(plain.apply(written));
                } else if (token.isContent() && token != Token.EXECUTABLE_COMMENT || token == Token.SEMICOLON) {
                    found.add(written);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A statement that was read once cannot be read again: " + head(), e);
        }
        return Collections.unmodifiableList(found);
    }

    /**
     * How the statement begins, for people: one line of at most 80 characters, without comments. Placeholders stand there
     * as they are written, for their values may be secret.
     */
    public String head() {
        String written = replacements.written(text.substring(0, Math.min(text.length(), Head.WINDOW)));
        return Head.of(cursor(written, Head.WINDOW), lexer.fresh());
    }

    /**
     * The data that stand in the script behind {@code COPY … FROM STDIN}; empty for any other statement. They are read
     * from the script itself: what is not read until the next statement is asked for is skipped.
     */
    public Optional<Reader> copyData() {
        return Optional.ofNullable(copyData);
    }

    /** {@link #position()} and {@link #head()}. */
    @Override
    public String toString() {
        return position + " " + head();
    }

    /** @param window how much to read at a time */
    private static Cursor cursor(String text, int window) {
        // all of a short text, and room to notice its end
        return new Cursor(new StringReader(text), Math.min(text.length() + 2, window));
    }

    /** How a statement begins, on one line. */
    private static final class Head {

        /** As much of a statement as is looked at: comments may stand between what is shown. */
        static final int WINDOW = 2048;

        private static final int MOST = 80;

        private Head() {
        }

        static String of(Cursor in, Lexer lexer) {
            StringBuilder head = new StringBuilder();
            try {
                Token token;
                do {
                    in.release();
                    token = lexer.next(in);
                    if (token == Token.BLANK || token == Token.COMMENT) {
                        head.append(' ');
                    } else {
                        head.append(in.text(0, in.offset()));
                    }
                } while (token != Token.END && head.length() <= 2 * MOST);
            } catch (IOException notClosedInsideTheWindow) {
                head.append(in.text(0, in.offset()));
            }
            return VisibleText.of(cut(head.toString().replaceAll("\\s+", " ").strip()));
        }

        private static String cut(String head) {
            if (head.codePointCount(0, head.length()) <= MOST) {
                return head;
            }
            return head.substring(0, head.offsetByCodePoints(0, MOST - 1)).stripTrailing() + "…";
        }
    }

    /** A name or a text without the quotes around it; a word without quotes as it is. */
    public static String unquoted(String word) {
        char first = word.charAt(0);
        if (word.length() > 1 && (first == '`' || first == '"' || first == '\'')) {
            return word.substring(1, word.length() - 1).replace("" + first + first, "" + first);
        }
        return word;
    }
}
