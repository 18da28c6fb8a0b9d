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

/** Reads every schema of the database but the server's own, without what belongs to an extension. */
final class PostgresqlCatalog implements Catalog {

    private final Connection connection;
    private final Map<String, List<Column>> columns = new LinkedHashMap<>();
    private final Map<String, List<Row>> constraints = new LinkedHashMap<>();
    private final Map<String, List<Index>> indexes = new LinkedHashMap<>();

    PostgresqlCatalog(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Schema schema() throws SQLException {
        readColumns();
        readConstraints();
        readIndexes();
        List<Table> tables = new ArrayList<>();
        List<String> histories = new ArrayList<>();
        for (Row row : Rows.of(connection, PostgresqlQueries.TABLES)) {
            String name = row.text(1);
            if (HistoryTables.isOne(columns.getOrDefault(name, List.of()))) {
                histories.add(name);
            } else {
                tables.add(table(name, row.value(2).map(List::of).orElse(List.of())));
            }
        }
        List<View> views = Rows.of(connection, PostgresqlQueries.VIEWS).stream()
                .map(row -> new View(row.text(1), oneLine(row.text(2)))).toList();
        List<Trigger> triggers = Rows.of(connection, PostgresqlQueries.TRIGGERS).stream()
                .filter(row -> !histories.contains(row.text(2)))
                .map(row -> new Trigger(row.text(1), row.text(2), row.text(3))).toList();
        return new Schema(tables, views, triggers, new PostgresqlObjects(connection, histories).read());
    }

    private Table table(String name, List<String> attributes) {
        Optional<Key> primaryKey = Optional.empty();
        List<Key> unique = new ArrayList<>();
        List<ForeignKey> foreign = new ArrayList<>();
        List<Check> checks = new ArrayList<>();
        for (Row row : constraints.getOrDefault(name, List.of())) {
            Optional<String> its = row.value(2);
            switch (row.text(3)) {
                case "p" -> primaryKey = Optional.of(new Key(its, names(row.text(5)), after(")", row.text(4))));
                case "u" -> unique.add(new Key(its, names(row.text(5)), after(")", row.text(4))));
                case "f" -> foreign.add(new ForeignKey(its, names(row.text(5)), row.text(6), names(row.text(7)),
                        after(")", row.text(4).substring(row.text(4).indexOf(" REFERENCES ")))));
                default -> checks.add(new Check(its, row.text(4)));
            }
        }
        return new Table(name, columns.getOrDefault(name, List.of()), primaryKey, unique, foreign,
                indexes.getOrDefault(name, List.of()), checks, attributes);
    }

    private void readColumns() throws SQLException {
        for (Row row : Rows.of(connection, PostgresqlQueries.COLUMNS)) {
            List<String> attributes = new ArrayList<>();
            Optional<String> expression = row.value(5);
            if (!row.text(7).isEmpty() && expression.isPresent()) {
                attributes.add(
                        "GENERATED ALWAYS AS (" + expression.get() + ")" + (row.text(7).equals("v") ? " VIRTUAL" : " STORED"));
                expression = Optional.empty();
            }
            if (!row.text(6).isEmpty()) {
                attributes.add("GENERATED " + (row.text(6).equals("a") ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY");
            }
            row.value(8).ifPresent(collation -> attributes.add("COLLATE " + collation));
            row.value(9).ifPresent(comment -> attributes.add("COMMENT '" + comment + "'"));
            columns.computeIfAbsent(row.text(1), table -> new ArrayList<>()).add(new Column(row.text(2), row.text(3),
                    row.is(4) ? Nullability.NOT_NULL : Nullability.NULLABLE, expression, attributes));
        }
    }

    private void readConstraints() throws SQLException {
        for (Row row : Rows.of(connection, PostgresqlQueries.CONSTRAINTS)) {
            constraints.computeIfAbsent(row.text(1), table -> new ArrayList<>()).add(row);
        }
    }

    private void readIndexes() throws SQLException {
        for (Row row : Rows.of(connection, PostgresqlQueries.INDEXES)) {
            List<String> attributes = new ArrayList<>();
            if (!row.text(4).equals("btree")) {
                attributes.add("USING " + row.text(4));
            }
            row.value(7).ifPresent(included -> attributes.add("INCLUDE (" + included + ")"));
            if (row.is(8)) {
                attributes.add("NULLS NOT DISTINCT");
            }
            if (!row.is(9)) {
                attributes.add("INVALID");
            }
            indexes.computeIfAbsent(row.text(1), table -> new ArrayList<>())
                    .add(new Index(row.text(2), row.is(3) ? Uniqueness.UNIQUE : Uniqueness.NOT_UNIQUE, names(row.text(5)),
                            row.value(6), attributes));
        }
    }

    /** Arrays come as texts with a sign between that no name holds. */
    private static List<String> names(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\u0001"));
    }

    /** What a definition says behind its columns. */
    private static List<String> after(String sign, String definition) {
        String rest = definition.substring(definition.indexOf(sign) + 1).strip();
        return rest.isEmpty() ? List.of() : List.of(rest);
    }

    static String oneLine(String text) {
        return text.replaceAll("\\s*\n\\s*", " ").strip();
    }

    @Override
    public String quoted(String name) {
        return '"' + name.replace("\"", "\"\"").replaceFirst("\\.", "\".\"") + '"';
    }
}
