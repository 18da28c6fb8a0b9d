package io.quarkiverse.schema.migrations.testing.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a query answers, as texts. */
final class Rows {

    private Rows() {
    }

    /** One row; columns are counted from 1. */
    record Row(List<Optional<String>> values) {

        /** Empty for NULL. */
        Optional<String> value(int column) {
            return values.get(column - 1);
        }

        /** The empty text for NULL. */
        String text(int column) {
            return value(column).orElse("");
        }

        boolean is(int column) {
            return Set.of("1", "t", "true", "YES").contains(text(column));
        }

        int number(int column) {
            return Integer.parseInt(text(column));
        }
    }

    static List<Row> of(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                List<Row> rows = new ArrayList<>();
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<Optional<String>> values = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        values.add(Optional.ofNullable(result.getString(column)));
                    }
                    rows.add(new Row(Collections.unmodifiableList(values)));
                }
                return rows;
            }
        }
    }
}
