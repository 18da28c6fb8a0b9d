package io.quarkiverse.schema.migrations.testing.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * In what two schemas differ.
 *
 * @param changes each difference, in the order of the schema; empty when there is none
 */
public record SchemaDifference(List<Change> changes) {

    /**
     * One difference.
     *
     * @param element where it is
     * @param before what was there; empty when nothing was
     * @param after what is there; empty when nothing is
     */
    public record Change(Element element, Optional<String> before, Optional<String> after) {

        /** The difference in one sentence. */
        public String message() {
            String place = element.place();
            if (before.isEmpty()) {
                return place + " was not there" + after.filter(text -> !text.isEmpty()).map(t -> ", is " + t).orElse("");
            }
            if (after.isEmpty()) {
                return place + before.filter(text -> !text.isEmpty()).map(t -> " was " + t + ", and").orElse("")
                        + " is no longer there";
            }
            return place + " was " + before.get() + ", is " + after.get();
        }
    }

    public SchemaDifference {
        changes = List.copyOf(changes);
    }

    static SchemaDifference between(Schema before, Schema after) {
        Map<String, Element> old = byPlace(before);
        Map<String, Element> now = byPlace(after);
        Set<String> owners = owners(old);
        owners.retainAll(owners(now));
        Set<String> places = new LinkedHashSet<>(old.keySet());
        places.addAll(now.keySet());
        List<Change> changes = new ArrayList<>();
        for (String place : places) {
            Optional<String> was = Optional.ofNullable(old.get(place)).map(Element::text);
            Optional<String> is = Optional.ofNullable(now.get(place)).map(Element::text);
            Element element = now.getOrDefault(place, old.get(place));
            // a table that was added or dropped is reported without its columns
            if (!was.equals(is) && (element.part().isEmpty() || owners.contains(element.owner()))) {
                changes.add(new Change(element, was, is));
            }
        }
        return new SchemaDifference(withoutOrdersThatFollow(changes));
    }

    /** Where columns have come or gone, their order is another of course. */
    private static List<Change> withoutOrdersThatFollow(List<Change> changes) {
        Set<String> changed = changes.stream().filter(c -> c.before().isEmpty() || c.after().isEmpty())
                .filter(c -> c.element().part().startsWith("column ")).map(c -> c.element().owner())
                .collect(Collectors.toSet());
        return changes.stream().filter(c -> !isOrderOfColumns(c) || !changed.contains(c.element().owner())).toList();
    }

    private static boolean isOrderOfColumns(Change change) {
        return change.element().part().equals(Table.ORDER_OF_COLUMNS);
    }

    private static Set<String> owners(Map<String, Element> elements) {
        return elements.values().stream().map(Element::owner).collect(Collectors.toCollection(HashSet::new));
    }

    /** Several of one place, such as checks without a name, are told apart by counting. */
    private static Map<String, Element> byPlace(Schema schema) {
        Map<String, Element> elements = new LinkedHashMap<>();
        for (Element element : schema.elements()) {
            String place = element.place();
            for (int n = 2; elements.containsKey(place); n++) {
                place = element.place() + " (" + n + ")";
            }
            elements.put(place, element);
        }
        return elements;
    }

    /** Whether the schemas are the same. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** The same, but for the order of columns in tables. */
    public SchemaDifference ignoringOrderOfColumns() {
        return new SchemaDifference(changes.stream().filter(c -> !isOrderOfColumns(c)).toList());
    }

    /** Every difference, a line each; empty when there is none. */
    public String message() {
        return changes.stream().map(c -> "  - " + c.message()).collect(Collectors.joining("\n"));
    }
}
