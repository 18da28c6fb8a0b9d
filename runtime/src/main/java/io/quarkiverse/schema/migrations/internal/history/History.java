package io.quarkiverse.schema.migrations.internal.history;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

import io.quarkiverse.schema.migrations.error.HistoryTableException;
import io.quarkiverse.schema.migrations.error.Secrets;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.TableName;
import io.quarkiverse.schema.migrations.internal.history.Progress.Reached;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.ScriptText;
import io.quarkiverse.schema.migrations.report.Execution;

/** What the database remembers of a set. For one connection, and for one thread. */
public final class History {

    /** A table without more columns than these was never a history. */
    private static final int MOST_NAMED = 3;
    /** Part of every format, so that any release can tell what any other has applied. */
    private static final List<Column> NEEDED_TO_DECIDE = List.of(Column.ID, Column.APPLIED_ORDER, Column.KIND, Column.STATE,
            Column.DIRECTION, Column.UP_CHECKSUM, Column.DOWN_CHECKSUM, Column.DOWN_TRANSACTION);

    /** All that is ever shown, which every format calls the same. */
    private static final List<Column> NEEDED_TO_TELL = List.copyOf(EnumSet.complementOf(EnumSet.of(Column.DOWN_SCRIPT,
            Column.STATEMENTS_DONE_LENGTH, Column.DONE_HASH, Column.STATEMENTS_STARTED)));

    private final Connection connection;
    private final Dialect dialect;
    private final TableName table;
    private final Application application;
    private final HistoryFormat format;
    private final HistorySql sql;

    /**
     * @param connection where the table is, or will be
     * @param dialect the database's
     * @param table the table, with its schema as far as it is known
     * @param application who runs the migrations
     */
    public History(Connection connection, Dialect dialect, TableName table, Application application) {
        this(connection, dialect, table, application, HistoryFormat.KNOWN);
    }

    History(Connection connection, Dialect dialect, TableName table, Application application, HistoryFormat format) {
        this.connection = connection;
        this.dialect = dialect;
        this.table = table;
        this.application = application;
        this.format = format;
        this.sql = new HistorySql(dialect, table, application, format.newest());
    }

    /** The statements that write it. */
    public HistorySql sql() {
        return sql;
    }

    /** The same history, its table's schema known for certain; asks the database only where it is not known yet. */
    public History located() throws SQLException {
        TableName located = dialect.locate(connection, table);
        return located.equals(table) ? this : new History(connection, dialect, located, application, format);
    }

    /** The table, with its schema as far as it is known. */
    public TableName table() {
        return table;
    }

    /**
     * What it remembers, as far as decisions need it, in one statement; empty when there is no table yet.
     *
     * @throws HistoryTableException when the table is not a history
     * @throws SQLException when the database fails, or another process holds the lock
     */
    public List<AppliedMigration> read() throws SQLException {
        return rows(NEEDED_TO_DECIDE, HistoryRow::applied);
    }

    /**
     * The same, unless it is what is expected and nothing else. The database finds that out, and no row travels when it is so.
     *
     * @return empty when it is what is expected
     * @throws HistoryTableException when the table is not a history
     * @throws SQLException when the database fails, or another process holds the lock
     */
    public Optional<List<AppliedMigration>> readUnless(ExpectedHistory expected) throws SQLException {
        return ask(sql.selectUnless(expected, NEEDED_TO_DECIDE), answer -> {
            List<AppliedMigration> rows = new ArrayList<>();
            HistoryRow row = new HistoryRow(answer, NEEDED_TO_DECIDE);
            while (answer.next()) {
                if (answer.getBoolean(NEEDED_TO_DECIDE.size() + 1)) {
                    return Optional.empty();
                }
                if (row.isThere()) {
                    rows.add(row.applied());
                }
            }
            return Optional.of(rows);
        }, Optional.of(List.of()));
    }

    /**
     * All that it remembers; empty when there is no table yet.
     *
     * @throws HistoryTableException when the table is not a history
     * @throws SQLException when the database fails, or another process holds the lock
     */
    public List<HistoryEntry> readInFull() throws SQLException {
        return rows(NEEDED_TO_TELL, HistoryRow::entry);
    }

    /** The text of the down script that it keeps of a migration; read again at every opening. */
    public ScriptText downScript(MigrationId id) {
        return () -> new ByteArrayInputStream(downScriptText(id).getBytes(StandardCharsets.UTF_8));
    }

    private String downScriptText(MigrationId id) throws IOException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql.select(List.of(Column.DOWN_SCRIPT)) + sql.where(id))) {
            if (row.next() && row.getString(1) != null) {
                return row.getString(1);
            }
            throw new IOException("the history stores no down script of '" + id + "' any more");
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** How far an interrupted or failed migration came. */
    public Reached reached(MigrationId id) throws SQLException {
        String query = sql.select(
                List.of(Column.STATEMENTS_DONE, Column.STATEMENTS_DONE_LENGTH, Column.DONE_HASH, Column.STATEMENTS_STARTED,
                        Column.STATE))
                + sql.where(id);
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            if (!row.next()) {
                throw new SQLException("the history has no row of '" + id + "' any more");
            }
            Progress.Mark done = new Progress.Mark(row.getInt(1), row.getLong(2),
                    Optional.ofNullable(row.getString(3)).orElse(""));
            return new Reached(done, Optional.ofNullable(row.getString(4)), AppliedState.ofWord(row.getString(5)));
        }
    }

    /**
     * Makes the table, or brings it to this release's format; does nothing when it is there. Safe against others that
     * do the same.
     *
     * @throws HistoryTableException when the table is not a history, or is of a newer format
     * @throws SQLException when the database fails, or another process holds the lock
     */
    public void prepare() throws SQLException {
        if (formatOfTable() == format.newest()) {
            return;
        }
        dialect.begin(connection);
        try {
            int from = formatOfTable();
            if (from == 0) {
                create();
                from = HistoryFormat.KNOWN.newest();
            }
            upgrade(from);
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
    private void upgrade(int from) throws SQLException {
        if (from == format.newest()) {
            return;
        }
        try {
            execute("UPDATE " + sql.table() + " SET " + Column.FORMAT + " = " + format.newest());
            for (HistoryFormat.Upgrade upgrade : format.upgrades().subList(from - 1, format.newest() - 1)) {
                for (String statement : upgrade.statements().on(sql.table(), dialect.columns(connection, table))) {
                    execute(statement);
                }
            }
        } catch (SQLException e) {
            if (dialect.isHeld(e) || dialect.hasLostItsDatabase(e)) {
                throw e;
            }
            throw new HistoryTableException("The history table '" + table + "' cannot be upgraded to format "
                    + format.newest() + ": " + e.getMessage()
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
    private int formatOfTable() throws SQLException {
        List<String> columns = dialect.columns(connection, table);
        if (columns.isEmpty()) {
            return 0;
        }
        refuseIfForeign(columns);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT max(" + Column.FORMAT + ") FROM " + sql.table())) {
            row.next();
            int found = row.getInt(1);
            if (found > format.newest()) {
                throw new HistoryTableException("The history table '" + table + "' has the format " + found
                        + ", this release writes " + format.newest() + ". Migrate with the newer release that wrote it",
                        null);
            }
            return format.ofTableWith(columns);
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

    @FunctionalInterface
    private interface RowReader<T> {
        T read(HistoryRow row) throws SQLException;
    }

    private <T> List<T> rows(List<Column> columns, RowReader<T> reader) throws SQLException {
        return ask(sql.selectAll(columns), answer -> {
            List<T> rows = new ArrayList<>();
            HistoryRow row = new HistoryRow(answer, columns);
            while (answer.next()) {
                rows.add(reader.read(row));
            }
            return rows;
        }, List.of());
    }

    @FunctionalInterface
    private interface AnswerReader<T> {
        T read(ResultSet answer) throws SQLException;
    }

    /**
     * @param withoutTable what is answered when there is no table yet
     */
    private <T> T ask(String query, AnswerReader<T> reader, T withoutTable) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet answer = dialect.allRows(statement, query)) {
            return reader.read(answer);
        } catch (IllegalArgumentException | DateTimeException | NoSuchElementException e) {
            throw new HistoryTableException("The history table '" + table + "' has a row that this release cannot read: "
                    + e.getMessage() + ". Migrate with the release that wrote it, or restore the table", e);
        } catch (SQLException e) {
            if (dialect.isMissingTable(e)) {
                return withoutTable;
            }
            if (!dialect.isHeld(e)) {
                refuseIfForeign(e);
            }
            throw e;
        }
    }

    /** A query may fail because the table is a foreign one, or for any other reason, which then is not hidden. */
    private void refuseIfForeign(SQLException failure) {
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

    /**
     * A row of the history in full.
     *
     * @param applied what decisions need
     * @param description a few words; may be empty
     * @param execution what reports need
     */
    public record HistoryEntry(AppliedMigration applied, String description, Execution execution) {
    }
}
