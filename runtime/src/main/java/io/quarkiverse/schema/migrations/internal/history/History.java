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
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

import io.quarkiverse.schema.migrations.error.HistoryTableException;
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

    /** Part of every format, so that any release can tell what any other has applied. */
    private static final List<Column> NEEDED_TO_DECIDE = List.of(Column.ID, Column.APPLIED_ORDER, Column.KIND, Column.STATE,
            Column.DIRECTION, Column.UP_CHECKSUM, Column.DOWN_CHECKSUM, Column.DOWN_TRANSACTION);

    private final Connection connection;
    private final Dialect dialect;
    private final TableName table;
    private final Application application;
    private final int format;
    private final HistorySql sql;

    /**
     * @param connection where the table is, or will be
     * @param dialect the database's
     * @param table the table, with its schema as far as it is known
     * @param application who runs the migrations
     */
    public History(Connection connection, Dialect dialect, TableName table, Application application) {
        this(connection, dialect, table, application, HistoryFormat.NEWEST);
    }

    History(Connection connection, Dialect dialect, TableName table, Application application, int format) {
        this.connection = connection;
        this.dialect = dialect;
        this.table = table;
        this.application = application;
        this.format = format;
        this.sql = new HistorySql(dialect, table, application, format);
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
        try (Statement statement = connection.createStatement();
                ResultSet answer = dialect.allRows(statement, sql.selectUnless(expected, NEEDED_TO_DECIDE))) {
            List<AppliedMigration> rows = new ArrayList<>();
            while (answer.next()) {
                if (answer.getBoolean(NEEDED_TO_DECIDE.size() + 1)) {
                    return Optional.empty();
                }
                HistoryRow row = new HistoryRow(answer, NEEDED_TO_DECIDE);
                if (row.isThere()) {
                    rows.add(row.applied());
                }
            }
            return Optional.of(rows);
        } catch (IllegalArgumentException | DateTimeException | NoSuchElementException e) {
            throw HistoryRow.unreadable(table, e);
        } catch (SQLException e) {
            refuseUnlessMissing(e);
            return Optional.of(List.of());
        }
    }

    /**
     * All that it remembers; empty when there is no table yet.
     *
     * @throws HistoryTableException when the table is not a history
     * @throws SQLException when the database fails, or another process holds the lock
     */
    public List<HistoryEntry> readInFull() throws SQLException {
        return rows(HistoryRow.ENTRY, HistoryRow::entry);
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
        whole().prepare(HistoryFormat.KNOWN);
    }

    private HistoryTable whole() {
        return new HistoryTable(connection, dialect, table, sql);
    }

    @FunctionalInterface
    private interface RowReader<T> {
        T read(HistoryRow row) throws SQLException;
    }

    private <T> List<T> rows(List<Column> columns, RowReader<T> reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = dialect.allRows(statement, sql.selectAll(columns))) {
            List<T> rows = new ArrayList<>();
            HistoryRow row = new HistoryRow(answer, columns);
            while (answer.next()) {
                rows.add(reader.read(row));
            }
            return rows;
        } catch (IllegalArgumentException | DateTimeException | NoSuchElementException e) {
            throw HistoryRow.unreadable(table, e);
        } catch (SQLException e) {
            refuseUnlessMissing(e);
            return List.of();
        }
    }

    /** A query may fail because there is no table yet, because the table is a foreign one, or for any other reason. */
    private void refuseUnlessMissing(SQLException failure) throws SQLException {
        if (dialect.isMissingTable(failure)) {
            return;
        }
        if (!dialect.isHeld(failure)) {
            whole().refuseIfForeign(failure);
        }
        throw failure;
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
