package io.quarkiverse.schema.migrations.testing.assertion;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.assertj.core.api.AbstractAssert;

import io.quarkiverse.schema.migrations.testing.schema.Schema;
import io.quarkiverse.schema.migrations.testing.schema.SchemaDifference;
import io.quarkiverse.schema.migrations.testing.schema.SchemaObject;
import io.quarkiverse.schema.migrations.testing.schema.Table;
import io.quarkiverse.schema.migrations.testing.schema.Trigger;
import io.quarkiverse.schema.migrations.testing.schema.View;

/**
 * What can be said of any schema. Names are found in any case.
 *
 * @param <S> the assertion itself
 * @param <A> what it is about
 */
public abstract class AbstractSchemaAssert<S extends AbstractSchemaAssert<S, A>, A> extends AbstractAssert<S, A> {

    AbstractSchemaAssert(A actual, Class<S> type) {
        super(actual, type);
    }

    /** What there is; read again for each assertion. */
    abstract Schema schema();

    /** There is a table. */
    public S hasTable(String name) {
        table(name);
        return myself;
    }

    /** There is a table, about which more is to be said. */
    public TableAssert table(String name) {
        Schema schema = schema();
        return schema.table(name).map(table -> new TableAssert(table, schema)).orElseThrow(() -> failure(
                "Expecting a table %s, but there are: %s", name, names(schema.tables().stream().map(Table::name))));
    }

    /** There is no table of that name. */
    public S doesNotHaveTable(String name) {
        schema().table(name).ifPresent(table -> {
            throw failure("Expecting no table %s, but there is one:%n%s", name, Words.of(table));
        });
        return myself;
    }

    /** There are these tables and no others, histories aside. */
    public S hasOnlyTables(String... names) {
        List<String> expected = Stream.of(names).map(Words::folded).sorted().toList();
        List<String> actual = schema().tables().stream().map(Table::name).toList();
        if (!actual.stream().map(Words::folded).sorted().toList().equals(expected)) {
            throw failure("Expecting the tables %s and no others, but there are: %s", names(Stream.of(names)),
                    names(actual.stream()));
        }
        return myself;
    }

    /** There is a view. */
    public S hasView(String name) {
        Schema schema = schema();
        schema.view(name).orElseThrow(() -> failure("Expecting a view %s, but there are: %s", name,
                names(schema.views().stream().map(View::name))));
        return myself;
    }

    /** There is no view of that name. */
    public S doesNotHaveView(String name) {
        schema().view(name).ifPresent(view -> {
            throw failure("Expecting no view %s, but there is one:%n  %s", name, view.text());
        });
        return myself;
    }

    /** There is a trigger on a table or view. */
    public S hasTrigger(String name, String table) {
        Schema schema = schema();
        if (schema.triggers(name).stream().noneMatch(t -> t.table().equalsIgnoreCase(table))) {
            throw failure("Expecting a trigger %s on %s, but there are: %s", name, table, triggers(schema));
        }
        return myself;
    }

    /** There is no trigger of that name. */
    public S doesNotHaveTrigger(String name) {
        List<Trigger> triggers = schema().triggers(name);
        if (!triggers.isEmpty()) {
            throw failure("Expecting no trigger %s, but there is one on %s:%n  %s", name, triggers.get(0).table(),
                    triggers.get(0).text());
        }
        return myself;
    }

    /**
     * There is something else: a function, a sequence, a type.
     *
     * @param kind what the database calls it, in lower case
     * @param name its name; of routines on PostgreSQL with the types of its parameters
     */
    public S hasObject(String kind, String name) {
        List<SchemaObject> ofKind = schema().others().stream().filter(o -> o.kind().equalsIgnoreCase(kind)).toList();
        if (ofKind.stream().noneMatch(o -> o.name().equalsIgnoreCase(name))) {
            throw failure("Expecting a %s %s, but there are: %s", kind, name, names(ofKind.stream().map(SchemaObject::name)));
        }
        return myself;
    }

    /** It is, column by column and index by index, another schema. */
    public S hasSchema(Schema expected) {
        SchemaDifference difference = schema().since(expected);
        if (!difference.isEmpty()) {
            throw failure("Expecting the schema to be the same, but:%n%s", difference.message());
        }
        return myself;
    }

    private static String triggers(Schema schema) {
        return names(schema.triggers().stream().map(t -> t.name() + " on " + t.table()));
    }

    private static String names(Stream<String> names) {
        String text = names.collect(Collectors.joining(", "));
        return text.isEmpty() ? "none" : text;
    }
}
