package io.quarkiverse.schema.migrations.runtime.internal.source;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the directives of a script: the comment lines {@code -- schema-migrations: …} in its head.
 * <p>
 * The head is what comes before the first statement: blanks, lines that begin with {@code --} or {@code #}, and comments
 * between {@code /*} and {@code *}{@code /} (not MySQL's executable ones). Behind the head every line that begins like a
 * directive is reported, since it would have no effect. No attempt is made to tell whether such a line is part of a
 * string there, because that depends on the database; a false alarm is louder than a directive that is silently ignored.
 */
final class ScriptHead {

    private static final int LONGEST_DIRECTIVE = 1024;
    private static final Pattern DIRECTIVE = Pattern.compile("\\s*schema-migrations\\s*:(.*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private enum At {
        BLANK,
        DASH,
        LINE_COMMENT,
        SLASH,
        BLOCK_OPENED,
        BLOCK_OPENED_M,
        BLOCK,
        BLOCK_STAR,
        REST_OF_LINE
    }

    private final DirectiveParser directives;
    private final ByteArrayOutputStream comment = new ByteArrayOutputStream();
    private At at = At.BLANK;
    private boolean statementSeen;

    ScriptHead(DirectiveParser directives) {
        this.directives = directives;
    }

    /** Takes the next byte of the text, with line ends that are LF alone. */
    void accept(byte next, int line) {
        if (next == '\n') {
            endLine(line);
            return;
        }
        switch (at) {
            case BLANK -> afterBlank(next);
            case DASH -> afterDash(next);
            case LINE_COMMENT -> inLineComment(next);
            case SLASH -> at = next == '*' ? At.BLOCK_OPENED : statement();
            case BLOCK_OPENED, BLOCK_OPENED_M -> afterBlockOpened(next);
            case BLOCK -> at = next == '*' ? At.BLOCK_STAR : At.BLOCK;
            case BLOCK_STAR -> at = next == '/' ? At.BLANK : next == '*' ? At.BLOCK_STAR : At.BLOCK;
            case REST_OF_LINE -> {
                // nothing in it matters
            }
        }
    }

    /** Says that the text has ended. */
    void finish(int line) {
        endLine(line);
    }

    private void endLine(int line) {
        switch (at) {
            case LINE_COMMENT -> {
                endComment(line);
                at = At.BLANK;
            }
            case BLOCK_OPENED, BLOCK_OPENED_M, BLOCK, BLOCK_STAR -> at = At.BLOCK;
            case DASH, SLASH -> {
                statement();
                at = At.BLANK;
            }
            default -> at = At.BLANK;
        }
    }

    private void afterBlank(byte next) {
        if (next == '-') {
            at = At.DASH;
        } else if (next == '/' && !statementSeen) {
            at = At.SLASH;
        } else if (next == '#') {
            at = At.REST_OF_LINE;
        } else if (next != ' ' && next != '\t' && next != '\r' && next != '\f') {
            at = statement();
        }
    }

    private void afterDash(byte next) {
        if (next == '-') {
            comment.reset();
            at = At.LINE_COMMENT;
        } else {
            at = statement();
        }
    }

    private void inLineComment(byte next) {
        if (comment.size() < LONGEST_DIRECTIVE) {
            comment.write(next);
        }
    }

    /** What begins with {@code /*!}, or MariaDB's {@code /*M!}, is run by the server. */
    private void afterBlockOpened(byte next) {
        if (next == '!') {
            at = statement();
        } else if (next == 'M' && at == At.BLOCK_OPENED) {
            at = At.BLOCK_OPENED_M;
        } else {
            at = next == '*' ? At.BLOCK_STAR : At.BLOCK;
        }
    }

    private At statement() {
        statementSeen = true;
        return At.REST_OF_LINE;
    }

    private void endComment(int line) {
        Matcher directive = DIRECTIVE.matcher(comment.toString(StandardCharsets.UTF_8));
        if (!directive.matches()) {
            return;
        }
        if (statementSeen) {
            directives.late(line);
        } else {
            directives.accept(line, directive.group(1).strip());
        }
    }
}
