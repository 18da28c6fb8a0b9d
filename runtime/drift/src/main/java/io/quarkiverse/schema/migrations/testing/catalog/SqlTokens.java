package io.quarkiverse.schema.migrations.testing.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * The words and signs of a SQLite definition. Blanks and comments go, and so do quotes around a plain name: a renamed
 * table is quoted, an added column follows on the same line, and neither makes another schema.
 */
final class SqlTokens {

    /**
     * A word, sign or literal.
     *
     * @param text as it is compared and shown
     * @param kind what it is
     */
    record Token(String text, TokenKind kind) {

        boolean is(String word) {
            return kind == TokenKind.WORD && text.equalsIgnoreCase(word);
        }

        boolean isSign(String sign) {
            return kind == TokenKind.SIGN && text.equals(sign);
        }
    }

    enum TokenKind {
        WORD,
        NAME,
        LITERAL,
        SIGN
    }

    private final String sql;
    private int at;

    private SqlTokens(String sql) {
        this.sql = sql;
    }

    static List<Token> of(String sql) {
        return new SqlTokens(sql).read();
    }

    /** The definition on one line. */
    static String normal(String sql) {
        return text(of(sql));
    }

    static String text(List<Token> tokens) {
        StringBuilder text = new StringBuilder();
        Token last = null;
        for (Token token : tokens) {
            boolean tight = last == null || last.isSign("(") || last.isSign(".") || token.isSign(",") || token.isSign(")")
                    || token.isSign(".") || token.isSign(";");
            text.append(tight ? "" : " ").append(token.text());
            last = token;
        }
        return text.toString();
    }

    /** What stands between commas, outside of parentheses. */
    static List<List<Token>> split(List<Token> tokens) {
        List<List<Token>> parts = new ArrayList<>();
        List<Token> part = new ArrayList<>();
        int depth = 0;
        for (Token token : tokens) {
            depth += token.isSign("(") ? 1 : token.isSign(")") ? -1 : 0;
            if (depth == 0 && token.isSign(",")) {
                parts.add(part);
                part = new ArrayList<>();
            } else {
                part.add(token);
            }
        }
        parts.add(part);
        return parts;
    }

    /** Where the parenthesis at {@code open} is closed. */
    static int closing(List<Token> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).isSign("(") ? 1 : tokens.get(i).isSign(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size() - 1;
    }

    private List<Token> read() {
        List<Token> tokens = new ArrayList<>();
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (sql.startsWith("--", at)) {
                at = end("\n");
            } else if (sql.startsWith("/*", at)) {
                at = end("*/");
            } else {
                tokens.add(token(c));
            }
        }
        return tokens;
    }

    private Token token(char c) {
        int from = at;
        switch (c) {
            case '\'' -> {
                quoted('\'');
                return new Token(sql.substring(from, at), TokenKind.LITERAL);
            }
            case '"', '`' -> {
                quoted(c);
                return name(from, String.valueOf(c));
            }
            case '[' -> {
                at = end("]");
                return name(from, "]");
            }
            default -> {
                if (!isPartOfWord(c)) {
                    do {
                        at++;
                    } while (isPartOfOperator(c) && at < sql.length() && isPartOfOperator(sql.charAt(at)));
                    return new Token(sql.substring(from, at), TokenKind.SIGN);
                }
                while (at < sql.length() && isPartOfWord(sql.charAt(at))) {
                    at++;
                }
                return new Token(sql.substring(from, at), TokenKind.WORD);
            }
        }
    }

    private Token name(int from, String quote) {
        String name = sql.substring(from + 1, at - 1).replace(quote + quote, quote);
        boolean plain = !name.isEmpty() && name.chars().allMatch(c -> isPartOfWord((char) c));
        return new Token(plain ? name : '"' + name.replace("\"", "\"\"") + '"', TokenKind.NAME);
    }

    private void quoted(char quote) {
        at++;
        while (at < sql.length()) {
            if (sql.charAt(at++) == quote) {
                if (at >= sql.length() || sql.charAt(at) != quote) {
                    return;
                }
                at++;
            }
        }
    }

    private int end(String sign) {
        int found = sql.indexOf(sign, at);
        return found < 0 ? sql.length() : found + sign.length();
    }

    private static boolean isPartOfOperator(char c) {
        return "<>=!|&".indexOf(c) >= 0;
    }

    private static boolean isPartOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
