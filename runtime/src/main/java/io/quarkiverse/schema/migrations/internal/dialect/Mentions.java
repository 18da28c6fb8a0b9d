package io.quarkiverse.schema.migrations.internal.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a name in SQL: in whatever case and quotes, and inside strings and comments too. */
public final class Mentions {

    private static final Pattern QUOTES = Pattern.compile("[`\"'\\[\\]]");

    private final Pattern pattern;

    private Mentions(Pattern pattern) {
        this.pattern = pattern;
    }

    /** @param name without quotes; what it begins with, such as an {@code @}, is part of it */
    public static Mentions of(String name) {
        String plain = QUOTES.matcher(name).replaceAll("");
        return new Mentions(Pattern.compile("(?<![\\w$])" + Pattern.quote(plain) + "(?![\\w$])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS));
    }

    /** How often a text has the name. */
    public int in(String text) {
        Matcher matcher = pattern.matcher(QUOTES.matcher(text).replaceAll(""));
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }

    /**
     * Whether the first column of a query's rows has the name anywhere; one that the user may not see counts.
     *
     * @throws SQLException when the database fails
     */
    public boolean inAnyOf(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(0);
            return inAnyOf(statement.executeQuery(query));
        }
    }

    private boolean inAnyOf(ResultSet answer) throws SQLException {
        try (ResultSet rows = answer) {
            while (rows.next()) {
                String text = rows.getString(1);
                if (text == null || in(text) > 0) {
                    return true;
                }
            }
            return false;
        }
    }
}
