package io.quarkiverse.schema.migrations.testing.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.schema.migrations.testing.catalog.Rows.Row;
import io.quarkiverse.schema.migrations.testing.schema.Check;
import io.quarkiverse.schema.migrations.testing.schema.Column;
import io.quarkiverse.schema.migrations.testing.schema.ForeignKey;
import io.quarkiverse.schema.migrations.testing.schema.Index;
import io.quarkiverse.schema.migrations.testing.schema.Index.Uniqueness;
import io.quarkiverse.schema.migrations.testing.schema.Key;
import io.quarkiverse.schema.migrations.testing.schema.Nullability;
import io.quarkiverse.schema.migrations.testing.schema.Schema;
import io.quarkiverse.schema.migrations.testing.schema.Table;
import io.quarkiverse.schema.migrations.testing.schema.Trigger;
import io.quarkiverse.schema.migrations.testing.schema.View;

/** Reads one database of a MySQL or MariaDB. A unique key is an index there, so it is among the indexes. */
final class MysqlCatalog implements Catalog {

    private final Connection connection;
    private final Map<String, List<Row>> keys = new LinkedHashMap<>();
    private final Map<String, List<Row>> references = new LinkedHashMap<>();
    private final Map<String, List<Check>> checks = new LinkedHashMap<>();

    MysqlCatalog(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Schema schema() throws SQLException {
        boolean mariadb = Kind.of(connection) == Kind.MARIADB;
        group(keys, mariadb ? MysqlQueries.INDEXES_OF_MARIADB : MysqlQueries.INDEXES_OF_MYSQL);
        group(references, MysqlQueries.FOREIGN_KEYS);
        for (Row row : Rows.of(connection, mariadb ? MysqlQueries.CHECKS_OF_MARIADB : MysqlQueries.CHECKS_OF_MYSQL)) {
            checks.computeIfAbsent(row.text(1), table -> new ArrayList<>()).add(new Check(row.value(2), row.text(3)));
        }
        Map<String, List<Column>> columns = columns();
        List<Table> tables = new ArrayList<>();
        List<String> histories = new ArrayList<>();
        for (Row row : Rows.of(connection, MysqlQueries.TABLES)) {
            List<Column> its = columns.getOrDefault(row.text(1), List.of());
            if (HistoryTables.isOne(its)) {
                histories.add(row.text(1));
            } else {
                tables.add(table(row.text(1), its, row.text(2)));
            }
        }
        String itself = itself();
        List<View> views = Rows.of(connection, MysqlQueries.VIEWS).stream()
                .map(row -> new View(row.text(1), row.text(2).replace(itself, ""))).toList();
        List<Trigger> triggers = Rows.of(connection, MysqlQueries.TRIGGERS).stream()
                .filter(row -> !histories.contains(row.text(2)))
                .map(row -> new Trigger(row.text(1), row.text(2), row.text(3))).toList();
        return new Schema(tables, views, triggers, new MysqlObjects(connection, mariadb).read());
    }

    /**
     * What the server puts before every table in a view and every sequence in a default; it differs from database to database.
     */
    private String itself() throws SQLException {
        return '`' + connection.getCatalog().replace("`", "``") + "`.";
    }

    private void group(Map<String, List<Row>> byTable, String query) throws SQLException {
        for (Row row : Rows.of(connection, query)) {
            byTable.computeIfAbsent(row.text(1), table -> new ArrayList<>()).add(row);
        }
    }

    private Map<String, List<Column>> columns() throws SQLException {
        Map<String, List<Column>> columns = new LinkedHashMap<>();
        String itself = itself();
        for (Row row : Rows.of(connection, MysqlQueries.COLUMNS)) {
            String extra = row.text(6);
            boolean expression = extra.contains("DEFAULT_GENERATED");
            List<String> attributes = new ArrayList<>();
            row.value(7).filter(text -> !text.isEmpty()).ifPresent(text -> attributes.add("AS (" + text + ")"));
            row.value(8).ifPresent(collation -> attributes.add("COLLATE " + collation));
            String rest = extra.replace("DEFAULT_GENERATED", "").strip();
            if (!rest.isEmpty()) {
                attributes.add(rest);
            }
            row.value(9).filter(text -> !text.isEmpty()).ifPresent(text -> attributes.add("COMMENT '" + text + "'"));
            // MariaDB says NULL in words where there is no default
            Optional<String> defaultValue = row.value(5).filter(text -> !text.equals("NULL"))
                    .map(text -> text.replace(itself, ""))
                    .map(text -> expression && !text.startsWith("CURRENT_TIMESTAMP") ? "(" + text + ")" : text);
            columns.computeIfAbsent(row.text(1), table -> new ArrayList<>()).add(new Column(row.text(2), row.text(3),
                    row.is(4) ? Nullability.NULLABLE : Nullability.NOT_NULL, defaultValue, attributes));
        }
        return columns;
    }

    private Table table(String name, List<Column> columns, String attributes) {
        Optional<Key> primaryKey = Optional.empty();
        List<Index> indexes = new ArrayList<>();
        for (List<Row> rows : byName(keys.getOrDefault(name, List.of()))) {
            Row first = rows.get(0);
            List<String> its = rows.stream().map(row -> row.text(3)).toList();
            if (first.text(2).equals("PRIMARY")) {
                primaryKey = Optional.of(new Key(Optional.empty(), its, List.of()));
            } else {
                indexes.add(new Index(first.text(2), first.text(4).equals("0") ? Uniqueness.UNIQUE : Uniqueness.NOT_UNIQUE, its,
                        Optional.empty(), first.value(5).map(List::of).orElse(List.of())));
            }
        }
        List<ForeignKey> foreign = new ArrayList<>();
        for (List<Row> rows : byName(references.getOrDefault(name, List.of()))) {
            Row first = rows.get(0);
            foreign.add(new ForeignKey(first.value(2), rows.stream().map(row -> row.text(3)).toList(), first.text(4),
                    rows.stream().map(row -> row.text(5)).toList(),
                    List.of("ON UPDATE " + first.text(6), "ON DELETE " + first.text(7))));
        }
        return new Table(name, columns, primaryKey, List.of(), foreign, indexes, checks.getOrDefault(name, List.of()),
                List.of(attributes));
    }

    private static List<List<Row>> byName(List<Row> rows) {
        Map<String, List<Row>> byName = new LinkedHashMap<>();
        rows.forEach(row -> byName.computeIfAbsent(row.text(2), name -> new ArrayList<>()).add(row));
        return List.copyOf(byName.values());
    }

    @Override
    public String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }
}
