package io.quarkiverse.schema.migrations.testing.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.testing.catalogue.Kind;

/** SQLite files in a temporary folder. */
final class SqliteFiles implements Databases {

    private static final String[] BESIDE = { "", "-journal", "-wal", "-shm", "-migrations.lock" };

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

    @Override
    public void drop(String name) {
        try {
            for (String end : BESIDE) {
                Files.deleteIfExists(Path.of(file(name) + end));
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
        try (Stream<Path> left = Files.list(folder)) {
            for (Path path : left.toList()) {
                Files.deleteIfExists(path);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
