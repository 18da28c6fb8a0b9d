package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code PRAGMA foreign_keys} of a script that runs in a transaction.
 * <p>
 * SQLite silently ignores the pragma inside a transaction. So a script that sets it gets it before the
 * transaction begins, and the keys are checked before it ends.
 */
final class ForeignKeys {

    private static final int SHOWN = 5;

    private final Connection connection;
    private final boolean enforcedBefore;
    private KeyViolations before;

    private ForeignKeys(Connection connection, boolean enforcedBefore) {
        this.connection = connection;
        this.enforcedBefore = enforcedBefore;
    }

    /** Sets the pragma now. */
    static ForeignKeys set(Connection connection, String value) throws SQLException {
        ForeignKeys keys = new ForeignKeys(connection, enforced(connection));
        keys.write(value);
        return keys;
    }

    static boolean enforced(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA foreign_keys")) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    void begin() throws SQLException {
        before = KeyViolations.of(connection);
    }

    /**
     * @throws SQLException when rows refer to nothing now that did not before
     */
    void end() throws SQLException {
        List<String> added = KeyViolations.of(connection).notIn(before);
        if (!added.isEmpty()) {
            throw new SQLException("after the script, " + String.join("; ", added.stream().limit(SHOWN).toList())
                    + (added.size() > SHOWN ? "; and " + (added.size() - SHOWN) + " more" : "")
                    + " (PRAGMA foreign_key_check): correct the script so that every reference is kept");
        }
    }

    void close() throws SQLException {
        write(enforcedBefore ? "ON" : "OFF");
    }

    private void write(String value) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = " + value);
        }
    }

    /** The rows that refer to nothing, at one moment. */
    private static final class KeyViolations {

        private static final int ERROR = 1;

        private final Map<Reference, List<Row>> rows = new HashMap<>();

        private record Reference(String table, String parent) {
        }

        /**
         * @param number the row's number; null where the table numbers none
         * @param text what is wrong, for people
         */
        private record Row(String number, String text) {
        }

        private KeyViolations() {
        }

        static KeyViolations of(Connection connection) throws SQLException {
            KeyViolations violations = new KeyViolations();
            for (String table : tablesWithKeys(connection)) {
                violations.check(table, connection);
            }
            return violations;
        }

        private static List<String> tablesWithKeys(Connection connection) throws SQLException {
            List<String> tables = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT DISTINCT t.name FROM sqlite_master t,"
                            + " pragma_foreign_key_list(t.name) k WHERE t.type = 'table' ORDER BY t.name")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            return tables;
        }

        /** Table by table, because one key that is declared wrongly keeps SQLite from checking any other with it. */
        private void check(String table, Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery(
                            "PRAGMA main.foreign_key_check(\"" + table.replace("\"", "\"\"") + "\")")) {
                while (found.next()) {
                    String number = found.getString(2);
                    String parent = found.getString(3);
                    add(new Reference(table, parent),
                            new Row(number, (number == null ? "a row" : "row " + number) + " of " + table
                                    + " refers to no row of " + parent));
                }
            } catch (SQLException e) {
                if (e.getErrorCode() != ERROR) {
                    throw e;
                }
                add(new Reference(table, ""),
                        new Row(null, "the keys of " + table + " cannot be checked (" + e.getMessage() + ")"));
            }
        }

        private void add(Reference reference, Row row) {
            rows.computeIfAbsent(reference, r -> new ArrayList<>()).add(row);
        }

        /**
         * What is wrong that was not before: for every reference at least as many rows as there are more now. Rows that are
         * renumbered, because their table was rebuilt, are not taken for new ones.
         */
        List<String> notIn(KeyViolations before) {
            List<String> added = new ArrayList<>();
            rows.forEach((reference, now) -> {
                List<Row> then = before.rows.getOrDefault(reference, List.of());
                int more = now.size() - then.size();
                if (more > 0) {
                    List<Row> unknown = now.stream().filter(row -> row.number() == null || !then.contains(row)).toList();
                    unknown.stream().limit(more).map(Row::text).forEach(added::add);
                }
            });
            return added;
        }
    }
}
