package io.quarkiverse.schema.migrations.orders;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/** Looks into databases. */
final class Databases {

    private Databases() {
    }

    static List<String> tables(DataSource dataSource) throws SQLException {
        return column(dataSource, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    }

    static List<String> column(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> column = new ArrayList<>();
            while (rows.next()) {
                column.add(rows.getString(1));
            }
            return column;
        }
    }
}
