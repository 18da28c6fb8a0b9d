package io.quarkiverse.schema.migrations.runtime.internal.history;

import java.util.List;

/**
 * The formats a history table can have. A later format adds an upgrade to the list: the statements that lead to it
 * from the one before, run under the lock and in one transaction where the database has transactional DDL.
 *
 * @param upgrades the upgrades, the first one leading to format 2
 */
record HistoryFormat(List<Upgrade> upgrades) {

    /** The formats this release knows. */
    static final HistoryFormat KNOWN = new HistoryFormat(List.of());

    /** Leads from one format to the next. */
    @FunctionalInterface
    interface Upgrade {

        /** The statements for a table, given by its quoted name. */
        List<String> statements(String table);
    }

    HistoryFormat {
        upgrades = List.copyOf(upgrades);
    }

    int newest() {
        return upgrades.size() + 1;
    }
}
