package io.quarkiverse.schema.migrations.testing;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.testing.catalog.Catalog;
import io.quarkiverse.schema.migrations.testing.schema.Column;
import io.quarkiverse.schema.migrations.testing.schema.Table;

/**
 * Rows that must survive.
 *
 * @param table where they are
 * @param columns whose values count; empty for all
 */
record KeptRows(String table, List<String> columns) {

    private static final int SHOWN = 5;

    /** The values of every row, by column. */
    record Content(List<String> columns, List<Map<String, String>> rows) {
    }

    KeptRows {
        columns = List.copyOf(columns);
    }

    /** What is there now; empty when there is no such table. */
    Optional<Content> read(TestDatabase database) {
        Optional<Table> found = database.schema().table(table);
        return found.map(its -> {
            List<String> names = its.columns().stream().map(Column::name)
                    .filter(name -> columns.isEmpty() || columns.stream().anyMatch(name::equalsIgnoreCase)).toList();
            return new Content(names, names.isEmpty() ? List.of() : rows(database, its.name(), names));
        });
    }

    private static List<Map<String, String>> rows(TestDatabase database, String table, List<String> names) {
        return database.with(connection -> {
            Catalog catalog = Catalog.of(connection);
            String list = names.stream().map(catalog::quoted).collect(Collectors.joining(", "));
            List<Map<String, String>> rows = new ArrayList<>();
            try (var statement = connection.createStatement();
                    var result = statement.executeQuery("SELECT " + list + " FROM " + catalog.quoted(table))) {
                while (result.next()) {
                    Map<String, String> row = new LinkedHashMap<>();
                    for (int i = 0; i < names.size(); i++) {
                        Object value = result.getObject(i + 1);
                        row.put(names.get(i), value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes)
                                : String.valueOf(value));
                    }
                    rows.add(row);
                }
            }
            return rows;
        });
    }

    /** What has been lost or changed between two looks, if anything; rows that have come are none of it. */
    Optional<String> lost(Optional<Content> before, Optional<Content> after) {
        return difference(before, after).filter(d -> !d.gone().isEmpty()).map(d -> d.text(table));
    }

    /** In what two looks differ, if in anything. */
    Optional<String> changed(Optional<Content> before, Optional<Content> after) {
        return difference(before, after).filter(d -> !d.gone().isEmpty() || !d.come().isEmpty()).map(d -> d.text(table));
    }

    private record Difference(int was, int is, List<String> gone, List<String> come) {
        String text(String table) {
            return "table " + table + " had " + was + (was == 1 ? " row" : " rows") + " and has " + is
                    + some("no longer there", gone) + some("not there before", come);
        }
    }

    /** Empty where one of them found no table. */
    private static Optional<Difference> difference(Optional<Content> before, Optional<Content> after) {
        if (before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        List<String> common = before.get().columns().stream().filter(after.get().columns()::contains).toList();
        List<String> was = texts(before.get(), common);
        List<String> is = texts(after.get(), common);
        return Optional.of(new Difference(was.size(), is.size(), without(was, is), without(is, was)));
    }

    private static List<String> texts(Content content, List<String> common) {
        return content.rows().stream().map(row -> common.stream().map(column -> column + "=" + row.get(column))
                .collect(Collectors.joining(", ", "(", ")"))).sorted().toList();
    }

    private static List<String> without(List<String> rows, List<String> others) {
        List<String> left = new ArrayList<>(rows);
        others.forEach(left::remove);
        return left;
    }

    private static String some(String what, List<String> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        return "\n    " + what + ": " + String.join(" ", rows.subList(0, Math.min(SHOWN, rows.size())))
                + (rows.size() > SHOWN ? " and " + (rows.size() - SHOWN) + " more" : "");
    }
}
