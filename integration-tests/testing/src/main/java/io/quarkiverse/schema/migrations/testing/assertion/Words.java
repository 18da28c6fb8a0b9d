package io.quarkiverse.schema.migrations.testing.assertion;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.testing.schema.Column;
import io.quarkiverse.schema.migrations.testing.schema.Table;

/** Tells what is there instead. */
final class Words {

    private Words() {
    }

    static String of(Table table) {
        return table.columns().stream().map(c -> "  " + of(c)).collect(Collectors.joining("\n"));
    }

    static String of(Column column) {
        return column.name() + " " + column.text();
    }

    static String lines(List<String> texts) {
        return texts.isEmpty() ? "  none" : texts.stream().map(text -> "  " + text).collect(Collectors.joining("\n"));
    }

    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static List<String> folded(List<String> names) {
        return names.stream().map(Words::folded).toList();
    }

    static String columns(List<String> names) {
        return "(" + String.join(", ", names) + ")";
    }
}
