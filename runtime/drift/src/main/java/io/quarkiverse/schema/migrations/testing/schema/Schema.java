package io.quarkiverse.schema.migrations.testing.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that migrations have made, without the histories of migration sets.
 *
 * @param tables the tables, by name
 * @param views the views, by name
 * @param triggers the triggers, by table and name
 * @param others everything else, by kind and name
 */
public record Schema(List<Table> tables, List<View> views, List<Trigger> triggers, List<SchemaObject> others) {

    public Schema {
        tables = tables.stream().sorted(Comparator.comparing(Table::name)).toList();
        views = views.stream().sorted(Comparator.comparing(View::name)).toList();
        triggers = triggers.stream().sorted(Comparator.comparing(Trigger::table).thenComparing(Trigger::name)).toList();
        others = others.stream().sorted(Comparator.comparing(SchemaObject::kind).thenComparing(SchemaObject::name)).toList();
    }

    /** The table of that name, in any case; empty when there is none. */
    public Optional<Table> table(String name) {
        return tables.stream().filter(t -> t.name().equalsIgnoreCase(name)).findFirst();
    }

    /** The view of that name, in any case; empty when there is none. */
    public Optional<View> view(String name) {
        return views.stream().filter(v -> v.name().equalsIgnoreCase(name)).findFirst();
    }

    /** The triggers of that name, in any case; empty when there is none. */
    public List<Trigger> triggers(String name) {
        return triggers.stream().filter(t -> t.name().equalsIgnoreCase(name)).toList();
    }

    /** All that there is, a line each, in an order that is the same on every machine. */
    public List<Element> elements() {
        List<Element> elements = new ArrayList<>();
        tables.forEach(table -> elements.addAll(table.elements()));
        Stream<Element> objects = Stream.of(views.stream().map(v -> Element.of("view " + v.name(), v.text())),
                triggers.stream().map(t -> Element.of("trigger " + t.name() + " on " + t.table(), t.text())),
                others.stream().map(o -> Element.of(o.kind() + " " + o.name(), o.text()))).flatMap(s -> s);
        objects.forEach(elements::add);
        return elements;
    }

    /**
     * What has become of a schema.
     *
     * @param before the same schema earlier
     * @return what is there now and was not, is no longer there, or is otherwise; empty when nothing is
     */
    public SchemaDifference since(Schema before) {
        return SchemaDifference.between(before, this);
    }
}
