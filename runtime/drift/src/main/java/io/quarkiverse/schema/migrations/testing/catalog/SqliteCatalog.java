package io.quarkiverse.schema.migrations.testing.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.schema.migrations.testing.catalog.Rows.Row;
import io.quarkiverse.schema.migrations.testing.catalog.SqlTokens.Token;
import io.quarkiverse.schema.migrations.testing.schema.Column;
import io.quarkiverse.schema.migrations.testing.schema.ForeignKey;
import io.quarkiverse.schema.migrations.testing.schema.Index;
import io.quarkiverse.schema.migrations.testing.schema.Index.Uniqueness;
import io.quarkiverse.schema.migrations.testing.schema.Key;
import io.quarkiverse.schema.migrations.testing.schema.Nullability;
import io.quarkiverse.schema.migrations.testing.schema.Schema;
import io.quarkiverse.schema.migrations.testing.schema.SchemaObject;
import io.quarkiverse.schema.migrations.testing.schema.Table;
import io.quarkiverse.schema.migrations.testing.schema.Trigger;
import io.quarkiverse.schema.migrations.testing.schema.View;

/** Reads what pragmas tell, and the rest from the definitions. */
final class SqliteCatalog implements Catalog {

    private final Connection connection;

    SqliteCatalog(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Schema schema() throws SQLException {
        List<Table> tables = new ArrayList<>();
        List<String> histories = new ArrayList<>();
        List<SchemaObject> others = new ArrayList<>();
        for (Row row : Rows.of(connection, "SELECT l.name, l.type, l.wr, l.strict, s.sql FROM pragma_table_list l"
                + " JOIN sqlite_schema s ON s.name = l.name AND s.type = 'table'"
                + " WHERE l.schema = 'main' AND l.type IN ('table', 'virtual') AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")) {
            if (row.text(2).equals("virtual")) {
                others.add(new SchemaObject("virtual table", row.text(1), SqlTokens.normal(row.text(5))));
                continue;
            }
            Table table = table(row.text(1), row.text(5), attributes(row));
            if (HistoryTables.isOne(table.columns())) {
                histories.add(table.name());
            } else {
                tables.add(table);
            }
        }
        return new Schema(tables, views(), triggers(histories), others);
    }

    private static List<String> attributes(Row row) {
        List<String> attributes = new ArrayList<>();
        if (row.is(3)) {
            attributes.add("WITHOUT ROWID");
        }
        if (row.is(4)) {
            attributes.add("STRICT");
        }
        return attributes;
    }

    private Table table(String name, String sql, List<String> attributes) throws SQLException {
        SqliteTableText text = new SqliteTableText(sql);
        List<Row> rows = Rows.of(connection,
                "SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid",
                name);
        List<Column> columns = rows.stream().map(row -> new Column(row.text(1), row.text(2).toUpperCase(Locale.ROOT),
                row.is(3) ? Nullability.NOT_NULL : Nullability.NULLABLE, row.value(4).map(SqlTokens::normal),
                text.attributes(row.text(1)))).toList();
        List<String> primary = rows.stream().filter(row -> row.number(5) > 0).sorted(Comparator.comparing(row -> row.number(5)))
                .map(row -> row.text(1)).toList();
        List<Key> unique = new ArrayList<>();
        List<Index> indexes = new ArrayList<>();
        for (Row row : Rows.of(connection, "SELECT name, \"unique\", origin FROM pragma_index_list(?)", name)) {
            if (row.text(3).equals("u")) {
                unique.add(new Key(Optional.empty(), columnsOf(row.text(1)), List.of()));
            } else if (row.text(3).equals("c")) {
                indexes.add(index(row.text(1), row.is(2) ? Uniqueness.UNIQUE : Uniqueness.NOT_UNIQUE));
            }
        }
        return new Table(name, columns,
                primary.isEmpty() ? Optional.empty() : Optional.of(new Key(Optional.empty(), primary, List.of())), unique,
                foreignKeys(name, text), indexes, text.checks(), attributes);
    }

    private List<String> columnsOf(String index) throws SQLException {
        return Rows.of(connection, "SELECT name FROM pragma_index_info(?) ORDER BY seqno", index).stream()
                .map(row -> row.text(1)).toList();
    }

    /** Expressions and collations are in the text alone. */
    private Index index(String name, Uniqueness uniqueness) throws SQLException {
        List<Token> tokens = SqlTokens.of(
                Rows.of(connection, "SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?", name).get(0).text(1));
        int open = 0;
        while (!tokens.get(open).isSign("(")) {
            open++;
        }
        int close = SqlTokens.closing(tokens, open);
        List<String> columns = SqlTokens.split(tokens.subList(open + 1, close)).stream().map(SqlTokens::text).toList();
        Optional<String> condition = close + 2 < tokens.size()
                ? Optional.of(SqlTokens.text(tokens.subList(close + 2, tokens.size())))
                : Optional.empty();
        return new Index(name, uniqueness, columns, condition, List.of());
    }

    private List<ForeignKey> foreignKeys(String table, SqliteTableText text) throws SQLException {
        Map<String, List<Row>> byId = new LinkedHashMap<>();
        for (Row row : Rows.of(connection, "SELECT id, \"from\", \"table\", \"to\", on_update, on_delete"
                + " FROM pragma_foreign_key_list(?) ORDER BY id, seq", table)) {
            byId.computeIfAbsent(row.text(1), id -> new ArrayList<>()).add(row);
        }
        List<ForeignKey> keys = new ArrayList<>();
        for (List<Row> rows : byId.values()) {
            Row first = rows.get(0);
            List<String> columns = rows.stream().map(row -> row.text(2)).toList();
            List<String> attributes = new ArrayList<>();
            if (!first.text(5).equals("NO ACTION")) {
                attributes.add("ON UPDATE " + first.text(5));
            }
            if (!first.text(6).equals("NO ACTION")) {
                attributes.add("ON DELETE " + first.text(6));
            }
            text.deferrable(columns).ifPresent(attributes::add);
            List<String> referenced = first.value(4).isPresent() ? rows.stream().map(row -> row.text(4)).toList()
                    : primaryKey(first.text(3));
            keys.add(new ForeignKey(Optional.empty(), columns, first.text(3), referenced, attributes));
        }
        return keys;
    }

    private List<String> primaryKey(String table) throws SQLException {
        return Rows.of(connection, "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", table).stream()
                .map(row -> row.text(1)).toList();
    }

    private List<View> views() throws SQLException {
        return Rows.of(connection, "SELECT name, sql FROM sqlite_schema WHERE type = 'view'").stream()
                .map(row -> new View(row.text(1), SqlTokens.normal(row.text(2)))).toList();
    }

    private List<Trigger> triggers(List<String> histories) throws SQLException {
        return Rows.of(connection, "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'trigger'").stream()
                .filter(row -> !histories.contains(row.text(2)))
                .map(row -> new Trigger(row.text(1), row.text(2), SqlTokens.normal(row.text(3)))).toList();
    }

    @Override
    public String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
