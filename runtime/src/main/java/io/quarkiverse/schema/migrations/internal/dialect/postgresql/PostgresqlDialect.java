package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.postgresql.core.BaseConnection;

import io.quarkiverse.schema.migrations.error.HistoryTableException;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
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
import io.quarkiverse.schema.migrations.internal.dialect.postgresql.AdvisoryLock.LockKey;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;
import io.quarkiverse.schema.migrations.internal.script.Syntax;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/** PostgreSQL: transactional DDL, advisory locks, many statements a round trip. */
public final class PostgresqlDialect implements Dialect, DialectProvider {

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String UNDEFINED_TABLE = "42P01";
    private static final int LONGEST_NAME = 63;

    @Override
    public Optional<Dialect> dialect(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL") ? Optional.of(this) : Optional.empty();
    }

    /** To ask the driver what is behind a connection takes as long as a statement. */
    @Override
    public Optional<Dialect> dialectOfKind(String databaseKind) {
        return databaseKind.equals("postgresql") ? Optional.of(this) : Optional.empty();
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public Syntax syntax() {
        return Syntax.POSTGRESQL;
    }

    /** The driver is told by the server whenever it changes. */
    @Override
    public Map<String, String> session(Connection connection) throws SQLException {
        return Map.of("standard_conforming_strings",
                connection.unwrap(BaseConnection.class).getStandardConformingStrings() ? "on" : "off");
    }

    @Override
    public String quoted(String identifier) {
        return Quoting.name(identifier);
    }

    @Override
    public String literal(String text) {
        return Quoting.literal(text);
    }

    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case KEY -> "text COLLATE \"C\"";
            case TEXT, WORD -> "text";
            case NUMBER -> "bigint";
            case TIME -> "timestamptz";
        };
    }

    @Override
    public String tableOptions() {
        return "";
    }

    /** The clock, as a transaction has one time for all its statements. */
    @Override
    public String now() {
        return "pg_catalog.clock_timestamp()";
    }

    @Override
    public String millisecondsSince(String column) {
        return "(extract(epoch FROM pg_catalog.clock_timestamp() - " + column + ") * 1000)::bigint";
    }

    @Override
    public String isoText(String column) {
        return "pg_catalog.to_char(" + column + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
    }

    @Override
    public String time(Instant instant) {
        return "timestamptz " + literal(instant.toString());
    }

    @Override
    public Optional<RowsHash> hashOfRows(List<String> columns, String order) {
        return Optional.of(new RowsHash("", "pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(pg_catalog.string_agg("
                + "pg_catalog.concat(" + String.join(", ':', ", columns) + "), E'\\n' ORDER BY " + order
                + " COLLATE \"C\"), 'UTF8')), 'hex')"));
    }

    @Override
    public String user() {
        return "current_user";
    }

    @Override
    public void begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
        }
    }

    @Override
    public TableName resolve(Connection connection, TableName configured) {
        if (configured.schema().isPresent()) {
            refuseIfCutShort(configured.schema().get());
        }
        refuseIfCutShort(configured.table());
        return configured;
    }

    private static void refuseIfCutShort(String name) {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_NAME) {
            throw new InvalidSettingException("history-table: the name '" + name + "' has " + length
                    + " bytes, and PostgreSQL would cut it to " + LONGEST_NAME + ": set a shorter one");
        }
    }

    @Override
    public TableName locate(Connection connection, TableName resolved) throws SQLException {
        if (resolved.schema().isPresent()) {
            return resolved;
        }
        String schema = AdvisoryLock.ask(connection, "SELECT pg_catalog.current_schema()");
        if (schema == null) {
            throw new HistoryTableException("There is no schema for the history table '" + resolved
                    + "': none on the search path of this connection exists. Create one, or set history-table to <schema>."
                    + resolved, null);
        }
        return resolved.in(schema);
    }

    /** On the search path behind the current schema may be the history of another application. */
    @Override
    public Optional<String> onlyWhereLocated(TableName resolved) {
        return resolved.schema().isPresent() ? Optional.empty()
                : Optional.of("tableoid = (SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n"
                        + " ON n.oid = c.relnamespace WHERE n.nspname = pg_catalog.current_schema() AND c.relname = "
                        + literal(resolved.table()) + ")");
    }

    @Override
    public Optional<String> sessionHoldsLock(TableName table) {
        return table.schema().map(schema -> "EXISTS (SELECT 1 FROM pg_catalog.pg_locks l WHERE l.pid ="
                + " pg_catalog.pg_backend_pid() AND " + LockKey.of(table).condition("l") + ")");
    }

    @Override
    public Optional<String> objectionToSchema(String name) {
        return PostgresqlSchemaSwitch.objectionTo(name);
    }

    @Override
    public void enterSchema(Connection connection, String name) throws SQLException {
        new PostgresqlSchemaSwitch(connection, name).enter();
    }

    @Override
    public List<String> columns(Connection connection, TableName table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT a.attname, CASE c.relkind WHEN 'v' THEN 'view'"
                        + " WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' WHEN 'r' THEN NULL WHEN 'p' THEN"
                        + " NULL ELSE 'object' END FROM pg_catalog.pg_attribute a"
                        + " JOIN pg_catalog.pg_class c ON c.oid = a.attrelid"
                        + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE a.attnum > 0 AND NOT a.attisdropped AND n.nspname = "
                        + literal(table.schema().orElseThrow()) + " AND c.relname = " + literal(table.table()))) {
            while (rows.next()) {
                if (rows.getString(2) != null) {
                    throw Dialect.notATable(table, rows.getString(2));
                }
                columns.add(rows.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return columns;
    }

    @Override
    public List<TableName> tables(Connection connection, TableName beside, List<String> names) throws SQLException {
        String wanted = names.stream().map(name -> literal(name.toLowerCase(Locale.ROOT))).collect(Collectors.joining(", "));
        List<TableName> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT n.nspname, c.relname FROM pg_catalog.pg_class c"
                        + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p')"
                        + " AND pg_catalog.lower(c.relname) IN (" + wanted + ") AND n.nspname IN (pg_catalog.current_schema()"
                        + beside.schema().map(schema -> ", " + literal(schema)).orElse("") + ") ORDER BY 1, 2")) {
            while (rows.next()) {
                tables.add(new TableName(Optional.of(rows.getString(1)), rows.getString(2)));
            }
        }
        return tables;
    }

    @Override
    public boolean hasTablesBeside(Connection connection, TableName table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 1 FROM pg_catalog.pg_class c"
                        + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'f')"
                        + " AND n.nspname = " + table.schema().map(this::literal).orElse("pg_catalog.current_schema()")
                        + " AND c.relname <> "
                        + literal(table.table()) + " LIMIT 1")) {
            return rows.next();
        }
    }

    @Override
    public boolean isMissingTable(SQLException failure) {
        return UNDEFINED_TABLE.equals(failure.getSQLState());
    }

    /** Whoever has to wait here waits on the server. */
    @Override
    public boolean isHeld(SQLException failure) {
        return false;
    }

    @Override
    public boolean isLockTimeout(SQLException failure) {
        return LOCK_NOT_AVAILABLE.equals(failure.getSQLState());
    }

    @Override
    public boolean hasLostItsDatabase(SQLException failure) {
        return false;
    }

    @Override
    public boolean hasTransactionalDdl() {
        return true;
    }

    /** What is not known to have begun shares a transaction with its progress, or was never sent. */
    @Override
    public StatementOutcome outcomeOf(Connection connection, Interruption interruption) throws SQLException {
        Optional<String> found = interruption.found();
        return found.isEmpty() ? StatementOutcome.NOT_DONE
                : AfterCrash.of(interruption.statement()).after(connection, found.get());
    }

    @Override
    public ScriptInspection inspect(TransactionMode mode) {
        return new PostgresqlInspection(mode);
    }

    @Override
    public HistoryDrop historyDrop(Connection connection) {
        return new HistoryDrop(Set.of("SCHEMA"), (written, name) -> Quoting.plain(written).equals(name),
                (role, history) -> owns(connection, role, history));
    }

    /** The owner of the history, or of its schema; of one that is not there yet, whoever makes it. */
    private static boolean owns(Connection connection, String role, TableName history) throws SQLException {
        String name = switch (role.toLowerCase(Locale.ROOT)) {
            case "current_user", "current_role" -> "current_user";
            case "session_user" -> "session_user";
            default -> Quoting.literal(Quoting.plain(role));
        };
        return AdvisoryLock.ask(connection, "SELECT " + name + " IN (SELECT pg_catalog.pg_get_userbyid(n.nspowner)"
                + " FROM pg_catalog.pg_namespace n WHERE n.nspname = " + Quoting.literal(history.schema().orElseThrow())
                + " UNION ALL SELECT COALESCE((SELECT pg_catalog.pg_get_userbyid(c.relowner) FROM pg_catalog.pg_class c"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = "
                + Quoting.literal(history.schema().orElseThrow()) + " AND c.relname = " + Quoting.literal(history.table())
                + "), current_user))").equals("t");
    }

    @Override
    public boolean setsUpSession(SqlStatement finished) {
        return PostgresqlWords.of(finished).setsUpSession();
    }

    @Override
    public List<SessionObject> lost(SqlStatement finished) {
        return PostgresqlSessionObject.by(finished);
    }

    /** The lock is held here, so no other process writes. */
    @Override
    public HistoryWatch watch(Connection connection) {
        return () -> false;
    }

    @Override
    public SetLock lock(Connection connection, LockRequest request) throws SQLException {
        return AdvisoryLock.acquire(connection, request);
    }

    @Override
    public Optional<ForeignLock> tryForeignLock(Connection connection, long number, String name) throws SQLException {
        boolean taken = AdvisoryLock.ask(connection, "SELECT pg_catalog.pg_try_advisory_lock(" + number + ")").equals("t");
        return taken ? Optional.of(() -> AdvisoryLock.ask(connection, "SELECT pg_catalog.pg_advisory_unlock(" + number + ")"))
                : Optional.empty();
    }

    @Override
    public boolean isLocked(Connection connection, TableName table) throws SQLException {
        LockKey key = LockKey.of(locate(connection, table));
        return AdvisoryLock.ask(connection,
                "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_locks l WHERE " + key.condition("l") + ")").equals("t");
    }

    @Override
    public List<String> clean(Connection connection, TableName table) throws SQLException {
        return new PostgresqlCleaner(connection, table.schema().orElseThrow()).clean();
    }

    @Override
    public boolean outlivesItsConnections(Connection connection) {
        return true;
    }
}
