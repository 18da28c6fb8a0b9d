package io.quarkiverse.schema.migrations.databases;

import java.nio.file.Path;

import javax.sql.DataSource;

import org.sqlite.SQLiteDataSource;

import io.quarkiverse.schema.migrations.servers.Database;

/** A SQLite file, which comes into being with its first connection. */
public record SqliteFile(Path file, String options) implements TestDatabase {

    public static SqliteFile in(Path directory) {
        return new SqliteFile(directory.resolve("test.db"), "");
    }

    public SqliteFile withForeignKeys() {
        return new SqliteFile(file, "?foreign_keys=true");
    }

    @Override
    public DataSource dataSource() {
        SQLiteDataSource dataSource = new SQLiteDataSource();
        dataSource.setUrl(address().url());
        return dataSource;
    }

    @Override
    public Database address() {
        return new Database("jdbc:sqlite:" + file + options, "", "");
    }

    @Override
    public String tablesQuery() {
        return "SELECT name FROM sqlite_master WHERE type = 'table'";
    }
}
