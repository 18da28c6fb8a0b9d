package io.quarkiverse.schema.migrations.testing.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.testing.catalog.Kind;

/** SQLite databases in memory that several connections share. */
final class SqliteMemory implements Databases {

    private final String options;
    /** Each keeps its database from ending with the last connection. */
    private final Map<String, Connection> keepers = new ConcurrentHashMap<>();

    /** @param options what follows a question mark in a URL; may be empty */
    SqliteMemory(String options) {
        this.options = options;
    }

    @Override
    public Kind kind() {
        return Kind.SQLITE;
    }

    private static String uri(String name) {
        return "file:" + name + "?mode=memory&cache=shared";
    }

    @Override
    public void create(String name) throws SQLException {
        keepers.put(name, dataSource(name).getConnection());
    }

    /**
     * By way of a file: a connection that holds two shared caches at a time and another one that opens a third can wait for
     * each other for ever.
     */
    @Override
    public void copy(String from, String to) throws SQLException {
        create(to);
        try {
            Path file = Files.createTempFile("schema-migrations-", ".db");
            try {
                Files.delete(file);
                Sql.run(dataSource(from), "VACUUM INTO " + Sql.text(file.toUri() + "?cache=private"));
                try (Connection connection = dataSource(to).getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.executeUpdate("restore from " + file);
                }
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("There is no place for a SQLite file", e);
        }
    }

    @Override
    public void drop(String name) throws SQLException {
        Connection keeper = keepers.remove(name);
        if (keeper != null) {
            keeper.close();
        }
    }

    @Override
    public DataSource dataSource(String name) {
        return new DriverDataSource("jdbc:sqlite:" + uri(name) + (options.isEmpty() ? "" : "&" + options), "", "");
    }

    @Override
    public void close() {
        // they end with their last connections
    }
}
