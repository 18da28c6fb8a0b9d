package io.quarkiverse.schema.migrations.testing.assertion;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.assertj.core.api.AbstractAssert;

import io.quarkiverse.schema.migrations.testing.schema.Check;
import io.quarkiverse.schema.migrations.testing.schema.Column;
import io.quarkiverse.schema.migrations.testing.schema.ForeignKey;
import io.quarkiverse.schema.migrations.testing.schema.Index;
import io.quarkiverse.schema.migrations.testing.schema.Index.Uniqueness;
import io.quarkiverse.schema.migrations.testing.schema.Key;
import io.quarkiverse.schema.migrations.testing.schema.Schema;
import io.quarkiverse.schema.migrations.testing.schema.Table;

/** Assertions on a table. Names are found in any case. */
public final class TableAssert extends AbstractAssert<TableAssert, Table> {

    private final Schema schema;

    TableAssert(Table actual, Schema schema) {
        super(actual, TableAssert.class);
        this.schema = schema;
    }

    Table actualTable() {
        return actual;
    }

    /** It has a column. */
    public TableAssert hasColumn(String name) {
        column(name);
        return this;
    }

    /** It has a column of a type, which is given as the database tells it. */
    public TableAssert hasColumn(String name, String type) {
        column(name).hasType(type);
        return this;
    }

    /** It has a column, about which more is to be said. */
    public ColumnAssert column(String name) {
        return actual.column(name).map(column -> new ColumnAssert(column, actual, this)).orElseThrow(() -> failure(
                "Expecting table %s to have a column %s, but it has:%n%s", actual.name(), name, Words.of(actual)));
    }

    /** It has no column of that name. */
    public TableAssert doesNotHaveColumn(String name) {
        actual.column(name).ifPresent(column -> {
            throw failure("Expecting table %s to have no column %s, but it has: %s", actual.name(), name, Words.of(column));
        });
        return this;
    }

    /** It has these columns and no others, in this order. */
    public TableAssert hasColumnsExactly(String... names) {
        List<String> its = actual.columns().stream().map(Column::name).toList();
        if (!Words.folded(its).equals(Words.folded(List.of(names)))) {
            throw failureWithActualExpected(its, List.of(names),
                    "Expecting table %s to have exactly the columns %s, but it has: %s",
                    actual.name(), Words.columns(List.of(names)), Words.columns(its));
        }
        return this;
    }

    /** Its primary key has these columns, in this order. */
    public TableAssert hasPrimaryKey(String... columns) {
        Optional<Key> key = actual.primaryKey();
        if (key.filter(its -> Words.folded(its.columns()).equals(Words.folded(List.of(columns)))).isEmpty()) {
            throw failure("Expecting table %s to have the primary key %s, but it has: %s", actual.name(),
                    Words.columns(List.of(columns)), key.map(its -> Words.columns(its.columns())).orElse("none"));
        }
        return this;
    }

    /** It has no primary key. */
    public TableAssert hasNoPrimaryKey() {
        actual.primaryKey().ifPresent(key -> {
            throw failure("Expecting table %s to have no primary key, but it has: %s", actual.name(),
                    Words.columns(key.columns()));
        });
        return this;
    }

    /** No two rows have the same values in these columns: by a constraint, by an index, or as they are the primary key. */
    public TableAssert hasUniqueKey(String... columns) {
        List<String> wanted = Words.folded(List.of(columns)).stream().sorted().toList();
        Stream<List<String>> keys = Stream.of(actual.primaryKey().stream().map(Key::columns),
                actual.uniqueKeys().stream().map(Key::columns),
                actual.indexes().stream().filter(TableAssert::isUnique).map(Index::columns)).flatMap(s -> s);
        if (keys.noneMatch(key -> Words.folded(key).stream().sorted().toList().equals(wanted))) {
            throw failure("Expecting table %s to have a unique key %s, but it has:%n%s", actual.name(),
                    Words.columns(List.of(columns)), Words.lines(uniqueKeys()));
        }
        return this;
    }

    private static boolean isUnique(Index index) {
        return index.uniqueness() == Uniqueness.UNIQUE && index.condition().isEmpty();
    }

    private List<String> uniqueKeys() {
        return Stream.concat(
                Stream.concat(actual.primaryKey().stream().map(k -> "primary key " + k.text()),
                        actual.uniqueKeys().stream().map(k -> "unique key " + k.text())),
                actual.indexes().stream().filter(i -> i.uniqueness() == Uniqueness.UNIQUE)
                        .map(i -> "index " + i.name() + " " + i.text()))
                .toList();
    }

    /** A column of it refers to the column of another table. */
    public TableAssert hasForeignKey(String column, String referencedTable, String referencedColumn) {
        return hasForeignKey(List.of(column), referencedTable, List.of(referencedColumn));
    }

    /** Columns of it refer to columns of another table. */
    public TableAssert hasForeignKey(List<String> columns, String referencedTable, List<String> referencedColumns) {
        if (actual.foreignKeys().stream().noneMatch(key -> Words.folded(key.columns()).equals(Words.folded(columns))
                && key.referencedTable().equalsIgnoreCase(referencedTable)
                && Words.folded(key.referencedColumns()).equals(Words.folded(referencedColumns)))) {
            throw failure("Expecting table %s to have a foreign key %s to %s %s, but it has:%n%s", actual.name(),
                    Words.columns(columns), referencedTable, Words.columns(referencedColumns),
                    Words.lines(actual.foreignKeys().stream().map(ForeignKey::text).toList()));
        }
        return this;
    }

    /** It has an index. */
    public TableAssert hasIndex(String name) {
        actual.index(name).orElseThrow(() -> failure("Expecting table %s to have an index %s, but it has:%n%s", actual.name(),
                name, indexes()));
        return this;
    }

    /** It has no index of that name. */
    public TableAssert doesNotHaveIndex(String name) {
        actual.index(name).ifPresent(index -> {
            throw failure("Expecting table %s to have no index %s, but it has: %s", actual.name(), name, index.text());
        });
        return this;
    }

    /** It has an index that begins with these columns or expressions, as the database tells them. */
    public TableAssert hasIndexOn(String... columns) {
        List<String> wanted = Words.folded(List.of(columns));
        if (actual.indexes().stream().map(index -> Words.folded(index.columns()))
                .noneMatch(its -> its.size() >= wanted.size() && its.subList(0, wanted.size()).equals(wanted))) {
            throw failure("Expecting table %s to have an index on %s, but it has:%n%s", actual.name(),
                    Words.columns(List.of(columns)), indexes());
        }
        return this;
    }

    private String indexes() {
        return Words.lines(actual.indexes().stream().map(i -> i.name() + " " + i.text()).toList());
    }

    /** It has a constraint whose condition holds a text. */
    public TableAssert hasCheckContaining(String text) {
        if (actual.checks().stream().noneMatch(check -> check.condition().contains(text))) {
            throw failure("Expecting table %s to have a check with %s in it, but it has:%n%s", actual.name(), text,
                    Words.lines(actual.checks().stream().map(Check::condition).toList()));
        }
        return this;
    }

    /** It is watched by a trigger. */
    public TableAssert hasTrigger(String name) {
        new SchemaAssert(schema).hasTrigger(name, actual.name());
        return this;
    }
}
