package io.quarkiverse.schema.migrations.internal.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

import io.quarkiverse.schema.migrations.error.HistoryTableException;
import io.quarkiverse.schema.migrations.error.Secrets;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.TableName;

/** The history table as a whole: makes it, upgrades its format, and tells it from any other table of that name. */
final class HistoryTable {

    /** A table without more columns than these was never a history. */
    private static final int MOST_NAMED = 3;

    private final Connection connection;
    private final Dialect dialect;
    private final TableName table;
    private final HistorySql sql;

    /**
     * @param table with its schema as far as it is known
     * @param sql the statements for it
     */
    HistoryTable(Connection connection, Dialect dialect, TableName table, HistorySql sql) {
        this.connection = connection;
        this.dialect = dialect;
        this.table = table;
        this.sql = sql;
    }

    /**
     * Makes the table, or brings it to the newest of the formats; does nothing when it is there. Safe against others that do
     * the same.
     *
     * @throws HistoryTableException when the table is not a history, or is of a newer format
     * @throws SQLException when the database fails, or another process holds the lock
     */
    void prepare(HistoryFormat known) throws SQLException {
        if (format(known) == known.newest()) {
            return;
        }
        dialect.begin(connection);
        try {
            int from = format(known);
            if (from == 0) {
                create();
                from = HistoryFormat.NEWEST;
            }
            upgrade(from, known);
            execute("COMMIT");
        } catch (SQLException | RuntimeException | Error e) {
            rollback(e);
            throw e;
        }
    }

    private void create() throws SQLException {
        try {
            execute(sql.create());
        } catch (SQLException e) {
            if (dialect.isHeld(e) || dialect.hasLostItsDatabase(e)) {
                throw e;
            }
            throw new HistoryTableException("The history table '" + table + "' cannot be created: " + e.getMessage()
                    + ". Connect as a user who may create tables there, or set history-table to another place;"
                    + " nothing was run", e);
        }
    }

    /** The columns change last, because they tell the format: an upgrade that is interrupted is run again as a whole. */
    private void upgrade(int from, HistoryFormat known) throws SQLException {
        if (from == known.newest()) {
            return;
        }
        try {
            execute("UPDATE " + sql.table() + " SET " + Column.FORMAT + " = " + known.newest());
            for (HistoryFormat.Upgrade upgrade : known.upgrades().subList(from - 1, known.newest() - 1)) {
                for (String statement : upgrade.statements().on(sql.table(), dialect.columns(connection, table))) {
                    execute(statement);
                }
            }
        } catch (SQLException e) {
            if (dialect.isHeld(e) || dialect.hasLostItsDatabase(e)) {
                throw e;
            }
            throw new HistoryTableException("The history table '" + table + "' cannot be upgraded to format "
                    + known.newest() + ": " + e.getMessage()
                    + ". Run migrate once as a user who may alter the table; no migration was run", e);
        }
    }

    private void rollback(Throwable failure) {
        try {
            execute("ROLLBACK");
        } catch (SQLException | RuntimeException | Error e) {
            if (e != failure) {
                failure.addSuppressed(Secrets.removed(e));
            }
        }
    }

    /** 0 when there is no table. Of a format that this release knows the columns tell, so that an empty table does, too. */
    private int format(HistoryFormat known) throws SQLException {
        List<String> columns = dialect.columns(connection, table);
        if (columns.isEmpty()) {
            return 0;
        }
        refuseIfForeign(columns);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT max(" + Column.FORMAT + ") FROM " + sql.table())) {
            row.next();
            int found = row.getInt(1);
            if (found > known.newest()) {
                throw new HistoryTableException("The history table '" + table + "' has the format " + found
                        + ", this release writes " + known.newest() + ". Migrate with the newer release that wrote it",
                        null);
            }
            return known.ofTableWith(columns);
        }
    }

    /** A history has all columns of the first format, under the names that they had there or have now. */
    private void refuseIfForeign(List<String> columns) {
        List<String> lacking = Arrays.stream(Column.values())
                .filter(column -> !columns.contains(column.toString()) && !columns.contains(column.firstName()))
                .map(Column::toString).toList();
        if (!lacking.isEmpty()) {
            throw new HistoryTableException(
                    "The table '" + table + "' is not a schema-migrations history table"
                            + (lacking.size() > MOST_NAMED ? "" : ": it has no column " + String.join(", ", lacking))
                            + "\nSet history-table to another name",
                    null);
        }
    }

    /** Throws when a query has failed because the table is a foreign one; any other reason is not hidden. */
    void refuseIfForeign(SQLException failure) {
        List<String> columns = List.of();
        try {
            columns = dialect.columns(connection, dialect.locate(connection, table));
        } catch (SQLException e) {
            if (e != failure) {
                failure.addSuppressed(Secrets.removed(e));
            }
        }
        if (!columns.isEmpty()) {
            refuseIfForeign(columns);
        }
    }

    private void execute(String statement) throws SQLException {
        try (Statement jdbc = connection.createStatement()) {
            jdbc.execute(statement);
        }
    }
}
