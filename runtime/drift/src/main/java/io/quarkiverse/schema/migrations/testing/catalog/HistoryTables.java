package io.quarkiverse.schema.migrations.testing.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.testing.schema.Column;
import io.quarkiverse.schema.migrations.testing.schema.Nullability;

/** Tells the history of a migration set by its columns: its name is whatever the set says. */
public final class HistoryTables {

    private static final Set<String> COLUMNS = Set.of("id", "format", "applied_order", "up_checksum", "down_checksum",
            "down_script", "statements_done", "statements_total");

    private HistoryTables() {
    }

    /**
     * Returns the names of the histories that there are in the database, as SQL is written, with their schema where the
     * database has schemas.
     */
    public static List<String> of(Connection connection) throws SQLException {
        Catalog catalog = Catalog.of(connection);
        List<String> names = new ArrayList<>();
        try (ResultSet columns = connection.getMetaData().getColumns(connection.getCatalog(), null, "%", "down_script")) {
            while (columns.next()) {
                String schema = columns.getString("TABLE_SCHEM");
                String table = columns.getString("TABLE_NAME");
                // the table's columns are all those of a history, or it only has one of that name
                List<Column> all = columns(connection, schema, table);
                if (isOne(all)) {
                    names.add((schema == null ? "" : catalog.quoted(schema) + ".") + catalog.quoted(table));
                }
            }
        }
        return names;
    }

    private static List<Column> columns(Connection connection, String schema, String table) throws SQLException {
        List<Column> all = new ArrayList<>();
        try (ResultSet columns = connection.getMetaData().getColumns(connection.getCatalog(), schema, table, "%")) {
            while (columns.next()) {
                all.add(new Column(columns.getString("COLUMN_NAME"), columns.getString("TYPE_NAME"), Nullability.NULLABLE,
                        Optional.empty(), List.of()));
            }
        }
        return all;
    }

    static boolean isOne(List<Column> columns) {
        return columns.stream().map(c -> c.name().toLowerCase(Locale.ROOT)).collect(Collectors.toSet())
                .containsAll(COLUMNS);
    }
}
