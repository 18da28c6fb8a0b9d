package io.quarkiverse.schema.migrations.testing.host;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import io.agroal.api.AgroalDataSource;

/**
 * How to reach a database without JDBC.
 *
 * @param server the server's host; empty for a file
 * @param port the server's port; empty for the usual one
 * @param user who connects; may be empty
 * @param password the user's; may be empty, and is never shown
 */
public record Login(String server, Optional<Integer> port, String user, String password) {

    private static final Pattern SERVER = Pattern.compile("jdbc:\\w+:(?:\\w+:)*//(\\[[^\\]]*\\]|[^:,/?]*)(?::(\\d+))?.*");

    /** Returns how to reach the database that a test or application reaches by a data source. */
    public static Login of(DataSource dataSource) {
        if (dataSource instanceof AgroalDataSource pool) {
            return Hosts.login(pool);
        }
        return ((DriverDataSource) dataSource).login();
    }

    static Login of(String url, String user, String password) {
        Matcher matcher = SERVER.matcher(url);
        if (!matcher.matches()) {
            return new Login(url.startsWith("jdbc:sqlite:") ? "" : "localhost", Optional.empty(), user, password);
        }
        String server = matcher.group(1).replaceAll("[\\[\\]]", "");
        return new Login(server.isEmpty() ? "localhost" : server, Optional.ofNullable(matcher.group(2)).map(Integer::valueOf),
                user, password);
    }

    @Override
    public String toString() {
        return user + "@" + server;
    }
}
