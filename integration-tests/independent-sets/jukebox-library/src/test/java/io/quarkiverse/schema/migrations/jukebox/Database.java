package io.quarkiverse.schema.migrations.jukebox;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.sqlite.SQLiteDataSource;

/** A SQLite file, and what the product did to it before it had an engine. */
final class Database {

    private final SQLiteDataSource dataSource = new SQLiteDataSource();

    Database(Path file) {
        dataSource.setUrl("jdbc:sqlite:" + file);
    }

    DataSource dataSource() {
        return dataSource;
    }

    /** Applies a migration as the releases of old did. */
    void applyAsOfOld(String schema, String id) throws SQLException {
        execute("CREATE TABLE IF NOT EXISTS __jukebox_migrations"
                + " (name TEXT NOT NULL, run_on TEXT NOT NULL DEFAULT (STRFTIME('%Y-%m-%dT%H:%M:%f', 'NOW')))");
        execute(new Scripts("/jukebox/" + schema + "/" + id).up());
        execute("INSERT INTO __jukebox_migrations (name) VALUES ('" + id + "')");
    }

    void execute(String script) throws SQLException {
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            // the driver hands all statements of a script to SQLite
            statement.executeUpdate(script);
        }
    }

    /** The rows of a query, their columns joined. */
    List<String> rows(String query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    columns.add(rows.getString(i));
                }
                found.add(String.join(" ", columns));
            }
            return found;
        }
    }

    /** Everything that is the product's own. */
    List<String> content() throws SQLException {
        List<String> content = new ArrayList<>();
        for (String table : rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%migrations%'"
                + " ORDER BY name")) {
            content.add(table + " " + rows("SELECT group_concat(name) FROM pragma_table_info('" + table + "')"));
            content.addAll(rows("SELECT * FROM " + table));
        }
        return content;
    }
}
