package io.quarkiverse.schema.migrations.runtime.internal.dialect.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.quarkiverse.schema.migrations.runtime.internal.script.SqlStatement;

/**
 * Keeps a table that is rebuilt from taking the rows of others with it.
 * <p>
 * SQLite passes over {@code PRAGMA foreign_keys} inside a transaction without a word. So a script that sets it gets it
 * before the transaction begins, and the keys are checked before it ends. A script that does not, and drops a table
 * that it renames as well, is stopped when the drop would delete or change rows of other tables.
 */
final class ForeignKeys {

    private static final int SHOWN = 5;

    private final Connection connection;
    private final Set<String> rebuilt;
    private final String restore;
    private Set<Violation> before;

    private record Violation(String table, String row, String parent, String key) {
        @Override
        public String toString() {
            return "row " + row + " of " + table + " refers to no row of " + parent;
        }
    }

    private ForeignKeys(Connection connection, Set<String> rebuilt, String restore) {
        this.connection = connection;
        this.rebuilt = rebuilt;
        this.restore = restore;
    }

    /** Sets the pragma now, for a script that sets it. */
    static ForeignKeys set(Connection connection, String value) throws SQLException {
        String old = read(connection);
        write(connection, value);
        return new ForeignKeys(connection, Set.of(), old);
    }

    /** Leaves the pragma as it is, for a script that does not set it. */
    static ForeignKeys watchingRebuildsOf(Connection connection, Set<String> tables) {
        return new ForeignKeys(connection, tables, null);
    }

    void begin() throws SQLException {
        if (restore != null) {
            before = violations();
        }
    }

    /**
     * @throws SQLException when the statement drops a table that is being rebuilt, and rows of other tables with it
     */
    void before(SqlStatement statement) throws SQLException {
        if (rebuilt.isEmpty()) {
            return;
        }
        String table = SqliteWords.of(statement).droppedTable().orElse(null);
        if (rebuilt.contains(table) && read(connection).equals("1")) {
            List<String> losing = tablesThatWouldLose(table);
            if (!losing.isEmpty()) {
                throw new SQLException("dropping the table deletes or changes the rows of " + String.join(", ", losing)
                        + " that refer to it, because foreign keys are enforced:"
                        + " put 'PRAGMA foreign_keys = OFF;' at the head of the script to rebuild the table and keep them");
            }
        }
    }

    private List<String> tablesThatWouldLose(String parent) throws SQLException {
        List<String> referring = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT DISTINCT t.name, k.\"from\" FROM sqlite_master t,"
                        + " pragma_foreign_key_list(t.name) k WHERE t.type = 'table' AND lower(k.\"table\") = '"
                        + parent.replace("'", "''") + "' AND lower(t.name) <> lower(k.\"table\")"
                        + " AND k.on_delete IN ('CASCADE', 'SET NULL', 'SET DEFAULT') ORDER BY t.name")) {
            while (rows.next()) {
                referring.add(rows.getString(1));
                referring.add(rows.getString(2));
            }
        }
        Set<String> losing = new LinkedHashSet<>();
        for (int i = 0; i < referring.size(); i += 2) {
            if (hasReferences(referring.get(i), referring.get(i + 1))) {
                losing.add(referring.get(i));
            }
        }
        return List.copyOf(losing);
    }

    private boolean hasReferences(String table, String column) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT EXISTS (SELECT 1 FROM " + quoted(table) + " WHERE "
                        + quoted(column) + " IS NOT NULL)")) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    /**
     * @throws SQLException when rows refer to nothing now that did not before
     */
    void end() throws SQLException {
        if (restore == null) {
            return;
        }
        List<Violation> added = violations().stream().filter(v -> !before.contains(v)).toList();
        if (!added.isEmpty()) {
            throw new SQLException(
                    "after the script, " + String.join("; ", added.stream().limit(SHOWN).map(Violation::toString).toList())
                            + (added.size() > SHOWN ? "; and " + (added.size() - SHOWN) + " more" : "")
                            + " (PRAGMA foreign_key_check): correct the script so that every reference is kept");
        }
    }

    private Set<Violation> violations() throws SQLException {
        Set<Violation> violations = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA foreign_key_check")) {
            while (rows.next()) {
                violations.add(new Violation(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
            }
        }
        return violations;
    }

    void close() throws SQLException {
        if (restore != null) {
            write(connection, restore);
        }
    }

    private static String read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA foreign_keys")) {
            return rows.next() ? rows.getString(1) : "0";
        }
    }

    private static void write(Connection connection, String value) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = " + value);
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
