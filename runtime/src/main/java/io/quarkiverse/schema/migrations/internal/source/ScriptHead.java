package io.quarkiverse.schema.migrations.internal.source;

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

    private static final Pattern DIRECTIVE = Pattern.compile("\\s*schema-migrations\\s*:(.*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

    /** What the next byte of the text is in. */
    private enum At {
        BLANK,
        BLOCK,
        REST_OF_LINE
    }

    private final DirectiveParser directives;
    private At at = At.BLANK;
    private boolean begun;
    private boolean star;
    private boolean statementSeen;

    ScriptHead(DirectiveParser directives) {
        this.directives = directives;
    }

    /**
     * Takes the next line, or piece of one.
     *
     * @return whether it is a line that holds a directive and nothing else
     */
    boolean accept(ScriptLines text, int line) {
        byte[] bytes = text.bytes();
        int i = text.from();
        if (text.startsLine()) {
            at = at == At.REST_OF_LINE ? At.BLANK : at;
            i += begun ? 0 : lengthOfMark(bytes, i, text.to());
            begun = true;
        }
        boolean whole = text.startsLine() && at == At.BLANK;
        while (i < text.to() && at != At.REST_OF_LINE) {
            if (at == At.BLOCK) {
                i = block(bytes, i, text.to());
                whole = false;
            } else if (isBlank(bytes[i])) {
                i++;
            } else if (startsWith("--", bytes, i, text.to())) {
                at = At.REST_OF_LINE;
                return directive(new String(bytes, i + 2, text.to() - i - 2, StandardCharsets.UTF_8), line) && whole;
            } else {
                i = other(bytes, i, text.to());
            }
        }
        return false;
    }

    private int other(byte[] bytes, int i, int to) {
        boolean block = !statementSeen && startsWith("/*", bytes, i, to) && !startsWith("/*!", bytes, i, to)
                && !startsWith("/*M!", bytes, i, to);
        at = block ? At.BLOCK : At.REST_OF_LINE;
        star = false;
        statementSeen |= !block && bytes[i] != '#';
        return i + 2;
    }

    private int block(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (star && bytes[i] == '/') {
                at = At.BLANK;
                return i + 1;
            }
            star = bytes[i] == '*';
        }
        return to;
    }

    private boolean directive(String comment, int line) {
        Matcher directive = DIRECTIVE.matcher(comment);
        if (!directive.matches()) {
            return false;
        }
        if (statementSeen) {
            directives.late(line);
            return false;
        }
        directives.accept(line, directive.group(1).strip());
        return true;
    }

    private static boolean isBlank(byte next) {
        return next == ' ' || next == '\t' || next == '\r' || next == '\f' || next == '\n';
    }

    private static boolean startsWith(String prefix, byte[] bytes, int from, int to) {
        if (to - from < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if ((bytes[from + i] & 0xFF) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** How long the byte order mark is with which a text begins. */
    static int lengthOfMark(byte[] bytes, int from, int to) {
        return startsWith(BYTE_ORDER_MARK, bytes, from, to) ? BYTE_ORDER_MARK.length() : 0;
    }
}
