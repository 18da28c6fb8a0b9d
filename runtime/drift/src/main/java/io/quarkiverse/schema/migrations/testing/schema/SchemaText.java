package io.quarkiverse.schema.migrations.testing.schema;

/** Writes a schema down for people: an element a line, in an order that is the same on every machine. */
public final class SchemaText {

    private SchemaText() {
    }

    /** The whole schema; one line that says so when it is empty. */
    public static String of(Schema schema) {
        StringBuilder text = new StringBuilder();
        for (Element element : schema.elements()) {
            if (element.part().equals(Table.ORDER_OF_COLUMNS)) {
                // the lines are in that order
                continue;
            }
            boolean owner = element.part().isEmpty();
            text.append(owner && !text.isEmpty() ? "\n" : "").append(owner ? element.owner() : "    " + element.part());
            if (!element.text().isEmpty()) {
                text.append(owner ? "\n    " : ": ").append(element.text().replace("\n", "\n    "));
            }
            text.append('\n');
        }
        return text.isEmpty() ? "(nothing)\n" : text.toString();
    }
}
