package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.OneConnection;
import io.quarkiverse.schema.migrations.databases.SqliteFile;

class SqliteCleanTest {

    @TempDir
    Path directory;

    @Test
    void drops_virtual_tables_and_leaves_foreign_keys_enforced() throws SQLException {
        OneConnection pool = new OneConnection(SqliteFile.in(directory).withForeignKeys().dataSource().getConnection());
        try (Connection connection = pool.connection(); Statement statement = connection.createStatement()) {
            statement.execute("CREATE VIRTUAL TABLE search USING fts5(name)");
            statement.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY AUTOINCREMENT)");
            statement.execute("CREATE TABLE child (id INT REFERENCES parent (id) ON DELETE RESTRICT)");
            statement.execute("INSERT INTO parent VALUES (1)");
            statement.execute("INSERT INTO child VALUES (1)");

            SchemaMigrationsBuilder.of(pool.dataSource()).cleanAllowed().build().clean();

            assertThat(SqliteFile.in(directory).query("SELECT name FROM sqlite_master WHERE name <> 'sqlite_sequence'"))
                    .isEmpty();
            try (ResultSet row = statement.executeQuery("PRAGMA foreign_keys")) {
                assertThat(row.getInt(1)).isOne();
            }
        }
    }
}
