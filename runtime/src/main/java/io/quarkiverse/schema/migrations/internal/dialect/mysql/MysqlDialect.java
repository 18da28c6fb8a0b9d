package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect.ColumnType;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect.HistoryWatch;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect.Interruption;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect.RowsHash;
import io.quarkiverse.schema.migrations.internal.dialect.FailedStatementException;
import io.quarkiverse.schema.migrations.internal.dialect.HistoryDrop;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptInspection;
import io.quarkiverse.schema.migrations.internal.dialect.SessionObject;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock.ForeignLock;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock.LockRequest;
import io.quarkiverse.schema.migrations.internal.dialect.StatementOutcome;
import io.quarkiverse.schema.migrations.internal.dialect.TableName;
import io.quarkiverse.schema.migrations.internal.dialect.mysql.Packet.FailedPacketException;
import io.quarkiverse.schema.migrations.internal.dialect.mysql.ServerVersion.Product;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;
import io.quarkiverse.schema.migrations.internal.script.Syntax;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/** MySQL and MariaDB: no transactional DDL, locks by name, several statements in one packet. */
final class MysqlDialect implements Dialect {

    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int NO_SUCH_TABLE = 1146;
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS")
            .withZone(ZoneOffset.UTC);

    private final ServerVersion version;
    private final MysqlDriver driver;

    /**
     * @param versionText as the driver gives it
     * @param driver the driver of the connections
     */
    MysqlDialect(String versionText, MysqlDriver driver) {
        version = ServerVersion.of(versionText);
        this.driver = driver;
    }

    private Product product() {
        return version.product();
    }

    @Override
    public String name() {
        return product().title;
    }

    @Override
    public Syntax syntax() {
        return product().syntax;
    }

    @Override
    public Map<String, String> session(Connection connection) throws SQLException {
        return ShellSession.facts(connection);
    }

    @Override
    public ResultSet allRows(Statement statement, String query) throws SQLException {
        return ShellSession.allRows(statement, query);
    }

    @Override
    public String quoted(String identifier) {
        return MysqlText.quoted(identifier);
    }

    @Override
    public String literal(String text) {
        return MysqlText.literal(text);
    }

    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case KEY -> "VARCHAR(255) CHARACTER SET utf8mb4 COLLATE " + product().keyCollation;
            case TEXT -> "LONGTEXT";
            case WORD -> "VARCHAR(64)";
            case NUMBER -> "BIGINT";
            case TIME -> "DATETIME(3)";
        };
    }

    @Override
    public String tableOptions() {
        return " ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin";
    }

    @Override
    public String now() {
        return "UTC_TIMESTAMP(3)";
    }

    @Override
    public String millisecondsSince(String column) {
        return "TIMESTAMPDIFF(MICROSECOND, " + column + ", UTC_TIMESTAMP(3)) DIV 1000";
    }

    @Override
    public String isoText(String column) {
        return "DATE_FORMAT(" + column + ", '%Y-%m-%dT%H:%i:%s.%fZ')";
    }

    @Override
    public String time(Instant instant) {
        return literal(SECONDS.format(instant));
    }

    /** In bytes, whatever the collations and the character set of the connection. MariaDB has room for a megabyte of rows. */
    @Override
    public Optional<RowsHash> hashOfRows(List<String> columns, String order) {
        String row = columns.stream().map(column -> "CAST(COALESCE(" + column + ", '') AS BINARY)")
                .collect(Collectors.joining(", 0x3A, ", "CONCAT(", ")"));
        return Optional.of(new RowsHash("/*+ SET_VAR(group_concat_max_len = 1073741824) */",
                "SHA2(GROUP_CONCAT(" + row + " ORDER BY CAST(" + order + " AS BINARY) SEPARATOR 0x0A), 256)"));
    }

    @Override
    public String user() {
        return "CURRENT_USER()";
    }

    @Override
    public void begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("START TRANSACTION");
        }
    }

    @Override
    public TableName resolve(Connection connection, TableName configured) throws SQLException {
        if (configured.schema().isPresent()) {
            return configured;
        }
        String database = ShellSession.database(connection).orElseThrow(() -> new DatabaseException(
                "The connection is in no database, so that it is not known where '" + configured
                        + "' is: name a database in the URL of the datasource, or in history-table as <database>." + configured,
                null));
        return configured.in(database);
    }

    @Override
    public Optional<String> objectionToSchema(String name) {
        return MysqlSchemaSwitch.objectionTo(name, product().title);
    }

    @Override
    public void enterSchema(Connection connection, String name) throws SQLException {
        new MysqlSchemaSwitch(connection, name).enter();
    }

    @Override
    public List<String> columns(Connection connection, TableName table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = allRows(statement, "SELECT COLUMN_NAME, (SELECT TABLE_TYPE"
                        + " FROM information_schema.TABLES" + named(table) + ") FROM information_schema.COLUMNS"
                        + named(table))) {
            while (rows.next()) {
                if (String.valueOf(rows.getString(2)).endsWith("VIEW")) {
                    throw Dialect.notATable(table, rows.getString(2));
                }
                columns.add(rows.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return columns;
    }

    private String named(TableName table) {
        return " WHERE TABLE_SCHEMA = " + literal(table.schema().orElseThrow()) + " AND TABLE_NAME = " + literal(table.table());
    }

    @Override
    public List<TableName> tables(Connection connection, TableName beside, List<String> names) throws SQLException {
        String wanted = names.stream().map(name -> literal(name.toLowerCase(Locale.ROOT))).collect(Collectors.joining(", "));
        List<TableName> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = allRows(statement, "SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.TABLES"
                        + " WHERE LOWER(TABLE_NAME) IN (" + wanted + ") AND TABLE_SCHEMA IN (DATABASE()"
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
                ResultSet rows = allRows(statement, "SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = "
                        + table.schema().map(this::literal).orElse("DATABASE()") + " AND LOWER(TABLE_NAME) <> "
                        + literal(table.table().toLowerCase(Locale.ROOT)))) {
            return rows.next();
        }
    }

    @Override
    public boolean isMissingTable(SQLException failure) {
        return failure.getErrorCode() == NO_SUCH_TABLE || failure.getErrorCode() == MysqlSchemaSwitch.NO_SUCH_DATABASE;
    }

    @Override
    public boolean isHeld(SQLException failure) {
        return failure.getErrorCode() == LOCK_WAIT_TIMEOUT && !(failure instanceof FailedStatementException)
                && !(failure instanceof FailedPacketException);
    }

    @Override
    public boolean isLockTimeout(SQLException failure) {
        return failure.getErrorCode() == LOCK_WAIT_TIMEOUT;
    }

    @Override
    public boolean hasLostItsDatabase(SQLException failure) {
        return false;
    }

    @Override
    public boolean hasTransactionalDdl() {
        return false;
    }

    @Override
    public TableName locate(Connection connection, TableName resolved) {
        return resolved;
    }

    @Override
    public Optional<String> onlyWhereLocated(TableName resolved) {
        return Optional.empty();
    }

    /** Without the lock the statement fails with a number out of range, in every SQL mode, and so ends its packet. */
    @Override
    public Optional<String> sessionHoldsLock(TableName table) {
        return Optional.of("IF(" + MysqlLock.isHeldHere(table) + ", TRUE, ~0 + CONNECTION_ID())");
    }

    /** No script runs in one transaction, whatever it asks for. */
    @Override
    public ScriptInspection inspect(TransactionMode mode) {
        return new MysqlInspection(version, driver);
    }

    /** Names are compared as they are written: whether a server tells cases apart is its own setting. */
    @Override
    public HistoryDrop historyDrop(Connection connection) {
        return new HistoryDrop(Set.of("DATABASE", "SCHEMA"), (written, name) -> SqlStatement.unquoted(written).equals(name),
                HistoryDrop.Ownership.NONE);
    }

    @Override
    public boolean setsUpSession(SqlStatement finished) {
        return MysqlWords.of(finished, version).setsUpSession();
    }

    @Override
    public List<SessionObject> lost(SqlStatement finished) {
        return MysqlSessionObject.by(finished, version);
    }

    @Override
    public StatementOutcome outcomeOf(Connection connection, Interruption interruption) throws SQLException {
        return CatalogFingerprint.after(connection, interruption, version);
    }

    /** Nobody writes the history who does not hold the lock. */
    @Override
    public HistoryWatch watch(Connection connection) {
        return () -> false;
    }

    @Override
    public SetLock lock(Connection connection, LockRequest request) throws SQLException {
        return MysqlLock.acquire(this, driver, connection, request);
    }

    @Override
    public Optional<ForeignLock> tryForeignLock(Connection connection, long number, String name) throws SQLException {
        return MysqlLock.tryForeign(connection, literal(name));
    }

    @Override
    public boolean isLocked(Connection connection, TableName table) throws SQLException {
        return MysqlLock.isHeld(connection, table);
    }

    @Override
    public List<String> clean(Connection connection, TableName table) throws SQLException {
        return new MysqlCleaner(connection, table.schema().orElseThrow()).clean();
    }

    @Override
    public boolean outlivesItsConnections(Connection connection) {
        return true;
    }
}
