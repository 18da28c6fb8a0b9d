package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.quarkiverse.schema.migrations.internal.dialect.Dialect;

/** Drops everything in a SQLite database, in one transaction. */
final class SqliteCleaner {

    private final Dialect dialect;
    private final Connection connection;
    private final String schema;
    private final List<String> dropped = new ArrayList<>();

    /**
     * @param schema the name of the database within the connection
     */
    SqliteCleaner(Dialect dialect, Connection connection, String schema) {
        this.dialect = dialect;
        this.connection = connection;
        this.schema = dialect.quoted(schema);
    }

    List<String> clean() throws SQLException {
        // with foreign keys on, a table that is dropped has its rows deleted first, one by one and by cascade
        boolean enforced = query("PRAGMA foreign_keys").get(0).equals("1");
        execute("PRAGMA foreign_keys = OFF");
        try {
            dialect.begin(connection);
            dropAll();
        } finally {
            if (enforced) {
                execute("PRAGMA foreign_keys = ON");
            }
        }
        return dropped;
    }

    private void dropAll() throws SQLException {
        try {
            drop("VIEW", "type = 'view'");
            // the tables in which a virtual one keeps its data go with it, and cannot be dropped by themselves
            drop("TABLE", "type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE %'");
            drop("TABLE", "type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
            execute("COMMIT");
        } catch (SQLException e) {
            execute("ROLLBACK");
            throw e;
        }
    }

    private void drop(String kind, String condition) throws SQLException {
        for (String name : query("SELECT name FROM " + schema + ".sqlite_master WHERE " + condition + " ORDER BY rowid DESC")) {
            execute("DROP " + kind + " " + schema + "." + dialect.quoted(name));
            dropped.add(kind.toLowerCase(Locale.ROOT) + " " + name);
        }
    }

    private List<String> query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            List<String> answers = new ArrayList<>();
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
            return answers;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
