package io.quarkiverse.schema.migrations.testing.squash;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What SQLite keeps of each definition, in the order in which they were made, and the rows between tables and triggers. */
final class SqliteDump implements Dump {

    private static final int ROWS_PER_INSERT = 100;
    private static final String DEFINITIONS = "SELECT sql, name, tbl_name FROM sqlite_schema s WHERE sql IS NOT NULL"
            + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND NOT EXISTS (SELECT 1 FROM pragma_table_list l"
            + " WHERE l.schema = 'main' AND l.name = s.name AND l.type = 'shadow') AND type = ? ORDER BY rowid";

    @Override
    public String script(Connection connection, List<String> histories) throws SQLException {
        List<String> statements = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (List<String> table : definitions(connection, "table", histories)) {
                statements.add(table.get(0));
                rows.addAll(rows(connection, table.get(1)));
            }
        }
        if (!rows.isEmpty()) {
            // the rows of one table may refer to those of a later one
            statements.add(0, "PRAGMA foreign_keys = OFF");
        }
        statements.addAll(rows);
        for (String type : List.of("index", "view", "trigger")) {
            definitions(connection, type, histories).forEach(definition -> statements.add(definition.get(0)));
        }
        for (String number : List.of("user_version", "application_id")) {
            String value = column(connection, "PRAGMA " + number).get(0);
            if (!value.equals("0")) {
                statements.add("PRAGMA " + number + " = " + value);
            }
        }
        return statements.stream().map(statement -> statement + ";\n").collect(Collectors.joining("\n"));
    }

    private static List<List<String>> definitions(Connection connection, String type, List<String> histories)
            throws SQLException {
        List<List<String>> definitions = new ArrayList<>();
        try (var statement = connection.prepareStatement(DEFINITIONS)) {
            statement.setString(1, type);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    if (!histories.contains(quoted(result.getString(3)))) {
                        definitions.add(List.of(result.getString(1), result.getString(2)));
                    }
                }
            }
        }
        return definitions;
    }

    /** The columns that can be written; a virtual table's hidden ones and generated ones cannot. */
    private static List<String> rows(Connection connection, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (String name : column(connection,
                "SELECT name FROM pragma_table_xinfo('" + table.replace("'", "''") + "') WHERE hidden = 0 ORDER BY cid")) {
            columns.add(quoted(name));
        }
        if (columns.isEmpty()) {
            return List.of();
        }
        List<String> values = column(connection, "SELECT " + columns.stream().map(name -> "quote(" + name + ")")
                .collect(Collectors.joining(" || ', ' || ", "'(' || ", " || ')'")) + " FROM " + quoted(table));
        List<String> inserts = new ArrayList<>();
        for (int from = 0; from < values.size(); from += ROWS_PER_INSERT) {
            inserts.add("INSERT INTO " + quoted(table) + " (" + String.join(", ", columns) + ") VALUES\n"
                    + String.join(",\n", values.subList(from, Math.min(values.size(), from + ROWS_PER_INSERT))));
        }
        return inserts;
    }

    private static List<String> column(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (result.next()) {
                values.add(result.getString(1));
            }
            return values;
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
