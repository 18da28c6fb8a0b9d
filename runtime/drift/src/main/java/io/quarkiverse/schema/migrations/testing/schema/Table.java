package io.quarkiverse.schema.migrations.testing.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table.
 *
 * @param name its name; with its schema where that is not the one of the connection
 * @param columns its columns in order
 * @param primaryKey its primary key, if it has one
 * @param uniqueKeys the unique keys of its constraints; unique indexes are among the indexes
 * @param foreignKeys its foreign keys
 * @param indexes its indexes
 * @param checks its other constraints
 * @param attributes whatever else the database knows of it
 */
public record Table(String name, List<Column> columns, Optional<Key> primaryKey, List<Key> uniqueKeys,
        List<ForeignKey> foreignKeys, List<Index> indexes, List<Check> checks, List<String> attributes) {

    static final String ORDER_OF_COLUMNS = "order of columns";

    private static final Comparator<Element> BY_PART = Comparator.comparing(Element::part).thenComparing(Element::text);

    public Table {
        columns = List.copyOf(columns);
        uniqueKeys = List.copyOf(uniqueKeys);
        foreignKeys = List.copyOf(foreignKeys);
        indexes = List.copyOf(indexes);
        checks = List.copyOf(checks);
        attributes = List.copyOf(attributes);
    }

    /** The column of that name, in any case; empty when there is none. */
    public Optional<Column> column(String itsName) {
        return columns.stream().filter(c -> c.name().equalsIgnoreCase(itsName)).findFirst();
    }

    /** The index of that name, in any case; empty when there is none. */
    public Optional<Index> index(String itsName) {
        return indexes.stream().filter(i -> i.name().equalsIgnoreCase(itsName)).findFirst();
    }

    List<Element> elements() {
        Element table = Element.of("table " + name, String.join(" ", attributes));
        List<Element> elements = new ArrayList<>();
        elements.add(table);
        columns.forEach(c -> elements.add(table.with("column " + c.name(), c.text())));
        elements.add(table.with(ORDER_OF_COLUMNS, columns.stream().map(Column::name).collect(Collectors.joining(", "))));
        primaryKey.ifPresent(key -> elements.add(table.with("primary key", key.text())));
        uniqueKeys.stream().map(key -> table.with("unique key" + label(key.name(), key.columns()), key.text())).sorted(BY_PART)
                .forEach(elements::add);
        foreignKeys.stream().map(key -> table.with("foreign key" + label(key.name(), key.columns()), key.text()))
                .sorted(BY_PART).forEach(elements::add);
        indexes.stream().map(index -> table.with("index " + index.name(), index.text())).sorted(BY_PART)
                .forEach(elements::add);
        checks.stream().map(check -> table.with("check" + check.name().map(n -> " " + n).orElse(""), check.condition()))
                .sorted(BY_PART).forEach(elements::add);
        return elements;
    }

    private static String label(Optional<String> name, List<String> columns) {
        return " " + name.orElse("(" + String.join(", ", columns).toLowerCase(Locale.ROOT) + ")");
    }
}
