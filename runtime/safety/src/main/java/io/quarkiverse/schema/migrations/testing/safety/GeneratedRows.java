package io.quarkiverse.schema.migrations.testing.safety;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.testing.catalog.Catalog;
import io.quarkiverse.schema.migrations.testing.schema.Column;
import io.quarkiverse.schema.migrations.testing.schema.ForeignKey;
import io.quarkiverse.schema.migrations.testing.schema.Nullability;
import io.quarkiverse.schema.migrations.testing.schema.Table;

/**
 * Fills tables with rows, so that a migration meets as many as in production. Values are distinct where their type has
 * enough of them, columns with a default keep it, and foreign keys lead to rows.
 */
final class GeneratedRows {

    private final Connection connection;
    private final Catalog catalog;
    private final Values values;
    private final int rows;
    private final List<String> problems = new ArrayList<>();

    private GeneratedRows(Connection connection, int rows) throws SQLException {
        this.connection = connection;
        this.catalog = Catalog.of(connection);
        this.values = Values.of(connection);
        this.rows = rows;
    }

    /**
     * Gives each table rows that has fewer.
     *
     * @return the tables that could not be filled, and why
     */
    static List<String> fill(Connection connection, int rows) throws SQLException {
        if (rows == 0) {
            return List.of();
        }
        GeneratedRows generated = new GeneratedRows(connection, rows);
        generated.run();
        return generated.problems;
    }

    private void run() throws SQLException {
        Map<String, Table> left = new LinkedHashMap<>();
        catalog.schema().tables().stream().filter(GeneratedRows::isFilled)
                .forEach(table -> left.put(table.name(), table));
        Set<String> unfinished = new HashSet<>(left.keySet());
        while (!left.isEmpty()) {
            // one whose references are filled, or else the first of a circle
            Table next = left.values().stream()
                    .filter(table -> table.foreignKeys().stream().noneMatch(
                            key -> !key.referencedTable().equals(table.name()) && left.containsKey(key.referencedTable())))
                    .findFirst().orElseGet(() -> left.values().iterator().next());
            fill(next, unfinished);
            left.remove(next.name());
            unfinished.remove(next.name());
        }
    }

    /** Rows of a partition come in by its parent. */
    private static boolean isFilled(Table table) {
        return table.attributes().stream().noneMatch(
                attribute -> attribute.contains(" FOR VALUES ") || attribute.contains(" DEFAULT")
                        || attribute.contains("FOREIGN"));
    }

    private void fill(Table table, Set<String> unfinished) throws SQLException {
        long missing = rows - count(table.name());
        if (missing <= 0) {
            return;
        }
        Map<String, String> columns = new LinkedHashMap<>();
        StringBuilder joins = new StringBuilder();
        for (ForeignKey key : table.foreignKeys()) {
            if (!unfinished.contains(key.referencedTable())) {
                join(key, joins, columns);
            }
        }
        if (addValues(table, columns)) {
            insert(table, columns, joins.toString(), missing);
        }
    }

    /** @return whether all columns that need a value have one */
    private boolean addValues(Table table, Map<String, String> columns) throws SQLException {
        for (Column column : table.columns()) {
            boolean refers = table.foreignKeys().stream().anyMatch(key -> key.columns().contains(column.name()));
            if (refers || isLeftOut(column)) {
                continue;
            }
            Optional<String> value = values.of(column.type().toLowerCase(Locale.ROOT));
            if (value.isEmpty() && column.nullability() == Nullability.NOT_NULL) {
                problems.add("table " + table.name() + " has no generated rows: no values of the type " + column.type()
                        + " are known; put rows in with data()");
                return false;
            }
            value.ifPresent(its -> columns.put(catalog.quoted(column.name()), its));
        }
        return true;
    }

    private void join(ForeignKey key, StringBuilder joins, Map<String, String> columns) throws SQLException {
        long count = count(key.referencedTable());
        if (count == 0 || key.columns().stream().map(catalog::quoted).anyMatch(columns::containsKey)) {
            return;
        }
        String alias = "r" + joins.length();
        joins.append(" JOIN (SELECT ").append(key.referencedColumns().stream().map(catalog::quoted)
                .collect(Collectors.joining(", "))).append(", row_number() OVER () - 1 AS k FROM ")
                .append(catalog.quoted(key.referencedTable())).append(") ").append(alias).append(" ON ").append(alias)
                .append(".k = s.i % ").append(count);
        for (int i = 0; i < key.columns().size(); i++) {
            columns.put(catalog.quoted(key.columns().get(i)),
                    alias + "." + catalog.quoted(key.referencedColumns().get(i)));
        }
    }

    /** A column that has a value anyway. */
    private static boolean isLeftOut(Column column) {
        return column.defaultValue().isPresent() || column.attributes().stream().map(text -> text.toLowerCase(Locale.ROOT))
                .anyMatch(text -> text.contains("generated") || text.contains("identity") || text.contains("auto_increment")
                        || text.startsWith("as ("));
    }

    private void insert(Table table, Map<String, String> columns, String joins, long missing) throws SQLException {
        String list = String.join(", ", columns.keySet());
        String sql = columns.isEmpty() ? values.insertDefaults(catalog.quoted(table.name()), missing)
                : values.insert(catalog.quoted(table.name()), list, "SELECT " + String.join(", ", columns.values()) + " FROM "
                        + values.series(missing) + joins);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            problems.add("table " + table.name() + " has no generated rows, so put rows in with data(): " + e.getMessage());
            return;
        }
        long count = count(table.name());
        if (count < rows / 2) {
            problems.add("table " + table.name() + " has " + count + " rows only, as generated ones are not allowed there; put"
                    + " rows in with data()");
        }
    }

    private long count(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM " + catalog.quoted(table))) {
            result.next();
            return result.getLong(1);
        }
    }
}
