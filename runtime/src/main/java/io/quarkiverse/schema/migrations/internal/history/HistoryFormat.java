package io.quarkiverse.schema.migrations.internal.history;

import java.util.List;
import java.util.stream.Stream;

/**
 * The formats a history table can have. A later format adds an upgrade to the list: the statements that lead to it
 * from the one before, run under the lock and in one transaction where the database has transactional DDL.
 *
 * @param upgrades the upgrades, the first one leading to format 2
 */
record HistoryFormat(List<Upgrade> upgrades) {

    /** The newest format that this release knows; a row says in which it was written. */
    static final int NEWEST = 2;

    /** The formats this release knows. A table that it makes has the newest one from the beginning. */
    static final HistoryFormat KNOWN = new HistoryFormat(
            List.of(new Upgrade(Column.STATEMENTS_STARTED.toString(), HistoryFormat::renamed)));

    /**
     * Leads from one format to the next.
     *
     * @param column a column that the new format has and the one before has not; the last thing that the upgrade makes,
     *        because it tells the two formats apart
     * @param statements the statements
     */
    record Upgrade(String column, Statements statements) {
    }

    /** Statements for a table. */
    @FunctionalInterface
    interface Statements {

        /**
         * The statements for a table. Where definitions commit by themselves, an upgrade may have been interrupted between
         * two of them: what the columns show to be done is not done again.
         *
         * @param table its quoted name
         * @param columns the columns it has now
         */
        List<String> on(String table, List<String> columns);
    }

    private static List<String> renamed(String table, List<String> columns) {
        return Stream.of(Column.STATEMENTS_DONE_LENGTH, Column.STATEMENTS_STARTED)
                .filter(column -> columns.contains(column.firstName()))
                .map(column -> "ALTER TABLE " + table + " RENAME COLUMN " + column.firstName() + " TO " + column).toList();
    }

    HistoryFormat {
        upgrades = List.copyOf(upgrades);
    }

    int newest() {
        return upgrades.size() + 1;
    }

    /** The format of a table with these columns, as far as this release can tell. */
    int ofTableWith(List<String> columns) {
        int format = 1;
        while (format < newest() && columns.contains(upgrades.get(format - 1).column())) {
            format++;
        }
        return format;
    }
}
