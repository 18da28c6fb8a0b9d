package io.quarkiverse.schema.migrations.testing.assertion;

import org.assertj.core.api.AbstractAssert;

import io.quarkiverse.schema.migrations.testing.schema.Column;
import io.quarkiverse.schema.migrations.testing.schema.Nullability;
import io.quarkiverse.schema.migrations.testing.schema.Table;

/** Assertions on a column. */
public final class ColumnAssert extends AbstractAssert<ColumnAssert, Column> {

    private final Table table;
    private final TableAssert whole;

    ColumnAssert(Column actual, Table table, TableAssert whole) {
        super(actual, ColumnAssert.class);
        this.table = table;
        this.whole = whole;
    }

    /** Back to the table. */
    public TableAssert and() {
        return whole;
    }

    /** Its type, as the database tells it, in any case. */
    public ColumnAssert hasType(String type) {
        if (!actual.type().equalsIgnoreCase(type)) {
            throw failureWithActualExpected(actual.type(), type, "Expecting column %s to have the type %s, but it has: %s",
                    place(),
                    type, actual.type().isEmpty() ? "none" : actual.type());
        }
        return this;
    }

    /** It takes NULL. */
    public ColumnAssert isNullable() {
        return is(Nullability.NULLABLE);
    }

    /** It does not take NULL. */
    public ColumnAssert isNotNullable() {
        return is(Nullability.NOT_NULL);
    }

    private ColumnAssert is(Nullability expected) {
        if (actual.nullability() != expected) {
            throw failure("Expecting column %s to be %s, but it is: %s", place(), expected.word(), Words.of(actual));
        }
        return this;
    }

    /**
     * It has a default.
     *
     * @param expression the expression, a text in single quotes; the type that PostgreSQL puts behind it may be left out
     */
    public ColumnAssert hasDefault(String expression) {
        if (actual.defaultValue().filter(its -> isSame(its, expression)).isEmpty()) {
            throw failureWithActualExpected(actual.defaultValue().orElse(null), expression,
                    "Expecting column %s to have the default %s, but it has: %s", place(), expression,
                    actual.defaultValue().orElse("none"));
        }
        return this;
    }

    private static boolean isSame(String its, String expression) {
        // MySQL tells a text without its quotes
        return its.equalsIgnoreCase(expression) || its.replaceFirst("::[\\w\\s\"().\\[\\]]+$", "").equalsIgnoreCase(expression)
                || expression.length() > 1 && expression.equals("'" + its + "'");
    }

    /** It has no default. */
    public ColumnAssert hasNoDefault() {
        actual.defaultValue().ifPresent(its -> {
            throw failure("Expecting column %s to have no default, but it has: %s", place(), its);
        });
        return this;
    }

    private String place() {
        return table.name() + "." + actual.name();
    }
}
