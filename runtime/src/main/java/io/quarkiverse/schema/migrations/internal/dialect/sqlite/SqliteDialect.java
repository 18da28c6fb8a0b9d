package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect.ColumnType;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect.HistoryWatch;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect.Interruption;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect.RowsHash;
import io.quarkiverse.schema.migrations.internal.dialect.Dialects.DialectProvider;
import io.quarkiverse.schema.migrations.internal.dialect.HistoryDrop;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptInspection;
import io.quarkiverse.schema.migrations.internal.dialect.SessionObject;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock.ForeignLock;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock.LockRequest;
import io.quarkiverse.schema.migrations.internal.dialect.StatementOutcome;
import io.quarkiverse.schema.migrations.internal.dialect.TableName;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;
import io.quarkiverse.schema.migrations.internal.script.Syntax;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/** SQLite: one writer at a time, transactional DDL, settings that belong to the connection. */
public final class SqliteDialect implements Dialect, DialectProvider {

    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int PRIMARY_CODE = 0xff;

    @Override
    public Optional<Dialect> dialect(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("SQLite") ? Optional.of(this) : Optional.empty();
    }

    @Override
    public String name() {
        return "SQLite";
    }

    @Override
    public Syntax syntax() {
        return Syntax.SQLITE;
    }

    @Override
    public String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    @Override
    public String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case KEY, TEXT, WORD, TIME -> "TEXT";
            case NUMBER -> "INTEGER";
        };
    }

    @Override
    public String tableOptions() {
        return "";
    }

    @Override
    public String now() {
        return "strftime('%Y-%m-%d %H:%M:%f', 'now')";
    }

    @Override
    public String millisecondsSince(String column) {
        return "CAST(round((julianday('now') - julianday(" + column + ")) * 86400000) AS INTEGER)";
    }

    @Override
    public String isoText(String column) {
        return "replace(" + column + ", ' ', 'T') || 'Z'";
    }

    @Override
    public String time(Instant instant) {
        return "strftime('%Y-%m-%d %H:%M:%f', " + literal(instant.toString()) + ")";
    }

    @Override
    public Optional<RowsHash> hashOfRows(List<String> columns, String order) {
        return Optional.empty();
    }

    /** SQLite knows no users, so it is the one who runs the process. */
    @Override
    public String user() {
        return literal(System.getProperty("user.name", ""));
    }

    /** Takes the write lock at once, so that nothing read inside can change before it is written. */
    @Override
    public void begin(Connection connection) throws SQLException {
        beginImmediate(connection);
    }

    static void beginImmediate(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1); // to this driver, how long to wait for the lock before it says that it is held
            statement.execute("BEGIN IMMEDIATE");
        }
    }

    @Override
    public TableName resolve(Connection connection, TableName configured) {
        return configured.in(configured.schema().orElse("main"));
    }

    @Override
    public TableName locate(Connection connection, TableName resolved) {
        return resolved;
    }

    @Override
    public Optional<String> onlyWhereLocated(TableName resolved) {
        return Optional.empty();
    }

    /** The lock belongs to the process, whatever becomes of the connection. */
    @Override
    public Optional<String> sessionHoldsLock(TableName table) {
        return Optional.empty();
    }

    @Override
    public Optional<String> objectionToSchema(String name) {
        return Optional.of("SQLite has no schemas: give what needs one a datasource of its own");
    }

    @Override
    public void enterSchema(Connection connection, String name) throws SQLException {
        throw new SQLException("SQLite has no schema '" + name + "'");
    }

    @Override
    public List<String> columns(Connection connection, TableName table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT c.name, t.type FROM pragma_table_info("
                        + literal(table.table()) + ", " + literal(table.schema().orElseThrow())
                        + ") c, pragma_table_list(" + literal(table.table()) + ") t WHERE t.schema COLLATE NOCASE = "
                        + literal(table.schema().orElseThrow()))) {
            while (rows.next()) {
                if (rows.getString(2).equals("view")) {
                    throw Dialect.notATable(table, rows.getString(2));
                }
                columns.add(rows.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return columns;
    }

    /** A connection is in no schema but the one that a table is in when it names none. */
    @Override
    public List<TableName> tables(Connection connection, TableName beside, List<String> names) throws SQLException {
        String wanted = names.stream().map(this::literal).collect(Collectors.joining(", "));
        List<TableName> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = "
                        + literal(beside.schema().orElseThrow()) + " COLLATE NOCASE AND name COLLATE NOCASE IN (" + wanted
                        + ") ORDER BY name")) {
            while (rows.next()) {
                tables.add(new TableName(beside.schema(), rows.getString(1)));
            }
        }
        return tables;
    }

    @Override
    public boolean hasTablesBeside(Connection connection, TableName table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 1 FROM pragma_table_list WHERE type IN ('table', 'virtual')"
                        + " AND schema = " + literal(table.schema().orElseThrow()) + " COLLATE NOCASE"
                        + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> " + literal(table.table())
                        + " COLLATE NOCASE LIMIT 1")) {
            return rows.next();
        }
    }

    @Override
    public boolean isMissingTable(SQLException failure) {
        return failure.getMessage() != null && failure.getMessage().contains("no such table");
    }

    @Override
    public boolean isHeld(SQLException failure) {
        int code = failure.getErrorCode() & PRIMARY_CODE;
        return code == BUSY || code == LOCKED;
    }

    @Override
    public boolean isLockTimeout(SQLException failure) {
        return isHeld(failure);
    }

    /**
     * When several make one file, the driver of one may delete it, having made it to see whether it can, after another has
     * opened it. SQLite notices before anything is written, unless the file was empty; then two files share the name of one
     * journal. The one misses it that the other has deleted, or finds no file of the database beside it. The driver tells by
     * the name of the code alone.
     */
    @Override
    public boolean hasLostItsDatabase(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("SQLITE_READONLY_DBMOVED") || message.contains("SQLITE_IOERR_DELETE_NOENT")
                || message.contains("SQLITE_IOERR_FSTAT");
    }

    @Override
    public boolean hasTransactionalDdl() {
        return true;
    }

    /** A statement that does not share a transaction with its progress does no harm when it runs twice. */
    @Override
    public StatementOutcome outcomeOf(Connection connection, Interruption interruption) {
        return StatementOutcome.NOT_DONE;
    }

    @Override
    public ScriptInspection inspect(TransactionMode mode) {
        return new SqliteInspection(mode);
    }

    @Override
    public HistoryDrop historyDrop(Connection connection) {
        return new HistoryDrop(Set.of(), (written, name) -> SqliteWords.plain(written).equals(SqliteWords.folded(name)),
                HistoryDrop.Ownership.NONE);
    }

    @Override
    public boolean setsUpSession(SqlStatement finished) {
        return SqliteWords.of(finished).setsUpSession();
    }

    @Override
    public List<SessionObject> lost(SqlStatement finished) {
        return SqliteSessionObject.by(finished);
    }

    /** Changes when another connection has committed to the file, and costs no reading of it. */
    @Override
    public HistoryWatch watch(Connection connection) throws SQLException {
        long then = dataVersion(connection);
        return () -> dataVersion(connection) != then;
    }

    private static long dataVersion(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA data_version")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public SetLock lock(Connection connection, LockRequest request) throws SQLException {
        Optional<String> file = request.kind() == LockRequest.Kind.STEPWISE ? file(connection, request.table())
                : Optional.empty();
        if (file.isPresent()) {
            return MigrationsLockFile.acquire(file.get(), request);
        }
        return () -> {
            // every step is a transaction, which locks the database by itself
        };
    }

    private static Optional<String> file(Connection connection, TableName table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA database_list")) {
            while (rows.next()) {
                if (rows.getString(2).equalsIgnoreCase(table.schema().orElseThrow())) {
                    return Optional.ofNullable(rows.getString(3)).filter(path -> !path.isEmpty());
                }
            }
        }
        return Optional.empty();
    }

    /** Whoever writes to the file keeps all others from it. */
    @Override
    public Optional<ForeignLock> tryForeignLock(Connection connection, long number, String name) {
        return Optional.of(ForeignLock.NONE);
    }

    @Override
    public boolean isLocked(Connection connection, TableName table) throws SQLException {
        Optional<String> file = file(connection, table);
        return file.isPresent() && MigrationsLockFile.isHeld(file.get());
    }

    @Override
    public List<String> clean(Connection connection, TableName table) throws SQLException {
        return new SqliteCleaner(this, connection, table.schema().orElseThrow()).clean();
    }

    /** A database in memory is gone with its last connection. */
    @Override
    public boolean outlivesItsConnections(Connection connection) throws SQLException {
        return file(connection, new TableName(Optional.of("main"), "")).isPresent();
    }
}
