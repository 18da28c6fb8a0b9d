package io.quarkiverse.schema.migrations.testing.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.testing.catalog.Kind;

/** An application's SQLite database, in a file or in memory: SQLite itself overwrites it, page by page, under its own locks. */
final class SqliteApplication implements ApplicationDatabase {

    private static final String EMPTY = "empty";

    private final DataSource dataSource;
    private final Path folder;

    SqliteApplication(DataSource dataSource) {
        this.dataSource = dataSource;
        try {
            folder = Files.createTempDirectory("schema-migrations-");
        } catch (IOException e) {
            throw new UncheckedIOException("There is no place for SQLite files", e);
        }
    }

    @Override
    public Kind kind() {
        return Kind.SQLITE;
    }

    private Path file(String name) {
        return folder.resolve(name + ".db");
    }

    @Override
    public void save(String name) throws SQLException {
        Sql.run(dataSource, "VACUUM INTO " + Sql.text(file(name).toString()));
    }

    @Override
    public void restore(String name) throws SQLException {
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            statement.executeUpdate("restore from " + file(name));
        }
    }

    @Override
    public void empty() throws SQLException {
        try {
            if (!Files.exists(file(EMPTY))) {
                // a file without a byte is a database in which nothing is
                Files.createFile(file(EMPTY));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        restore(EMPTY);
    }

    @Override
    public void forget(String name) {
        delete(file(name));
    }

    @Override
    public void close() {
        delete(file(EMPTY));
        delete(folder);
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
