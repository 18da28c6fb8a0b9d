package io.quarkiverse.schema.migrations.testing.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.testing.catalog.Kind;

/** SQLite files in a temporary folder. */
final class SqliteFiles implements Databases {

    private final Path folder;
    private final String options;

    /** @param options what follows the file in a URL; may be empty */
    SqliteFiles(String options) {
        this.options = options;
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
    public void create(String name) {
        // the first connection makes the file
    }

    /** Not by copying the file: closing it would drop the locks that SQLite holds on it in this process. */
    @Override
    public void copy(String from, String to) throws SQLException {
        String mode;
        try (Connection connection = dataSource(from).getConnection()) {
            mode = Sql.column(connection, "PRAGMA journal_mode").get(0);
            Sql.run(connection, "VACUUM INTO " + Sql.text(file(to).toString()));
        }
        if (mode.equals("wal")) {
            // the only mode that a file remembers, and VACUUM INTO forgets
            Sql.run(dataSource(to), "PRAGMA journal_mode = wal");
        }
    }

    /** With what SQLite and the engine keep beside it. */
    @Override
    public void drop(String name) {
        delete(file(name).getFileName().toString());
    }

    private void delete(String beginning) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith(beginning)).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A test may still have its database open", e);
        }
    }

    @Override
    public DataSource dataSource(String name) {
        return new DriverDataSource("jdbc:sqlite:" + file(name) + options, "", "");
    }

    @Override
    public void close() {
        if (!Files.exists(folder)) {
            return;
        }
        delete("");
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("A test may still have its database open", e);
        }
    }
}
