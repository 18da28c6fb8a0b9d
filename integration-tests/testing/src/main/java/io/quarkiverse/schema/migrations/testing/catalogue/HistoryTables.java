package io.quarkiverse.schema.migrations.testing.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.testing.schema.Column;

/** Tells the history of a migration set by its columns: its name is whatever the set says. */
final class HistoryTables {

    private static final Set<String> COLUMNS = Set.of("id", "format", "applied_order", "up_checksum", "down_checksum",
            "down_script", "statements_done", "statements_total");

    private HistoryTables() {
    }

    static boolean isOne(List<Column> columns) {
        return columns.stream().map(c -> c.name().toLowerCase(Locale.ROOT)).collect(Collectors.toSet())
                .containsAll(COLUMNS);
    }
}
