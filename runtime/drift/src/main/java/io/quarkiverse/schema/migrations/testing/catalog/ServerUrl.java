package io.quarkiverse.schema.migrations.testing.catalog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a database on a server.
 *
 * @param before what stands before the database's name, from the beginning
 * @param name the database's name; may be empty
 * @param after what stands behind it, to the end
 */
public record ServerUrl(String before, String name, String after) {

    private static final Pattern URL = Pattern.compile("(jdbc:[\\w:]+:)(//[^/?]*)?/?([^?]*)(.*)");

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException when it is none of a database
     */
    public static ServerUrl of(String url) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a URL of a database begins with jdbc:, the database and a colon, such as"
                    + " jdbc:postgresql://localhost/postgres");
        }
        String server = matcher.group(2) == null ? "" : matcher.group(2) + "/";
        return new ServerUrl(matcher.group(1) + server, matcher.group(3), matcher.group(4));
    }

    /** Returns the same with another database. */
    public ServerUrl named(String otherName) {
        return new ServerUrl(before, otherName, after);
    }

    /** Returns the text of the URL with another database. */
    public String with(String otherName) {
        return before + otherName + after;
    }
}
