package io.quarkiverse.schema.migrations.testing.host;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/** Runs a few statements on a connection of their own. */
final class Sql {

    private Sql() {
    }

    static void run(DataSource dataSource, String... statements) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            run(connection, statements);
        }
    }

    static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // what stands in braces is a function's text and none of JDBC's business
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first column of what a query answers. */
    static List<String> column(Connection connection, String sql) throws SQLException {
        return column(connection, sql, 1);
    }

    static List<String> column(Connection connection, String sql, int column) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(column));
            }
            return values;
        }
    }

    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
