package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.error.LockTimeoutException;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock.ForeignLock;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock.LockRequest;
import io.quarkiverse.schema.migrations.internal.dialect.TableName;
import io.quarkiverse.schema.migrations.internal.dialect.mysql.ServerVersion.Product;
import io.quarkiverse.schema.migrations.internal.script.Syntax;
import io.quarkiverse.schema.migrations.model.Checksum;

/**
 * A lock of the server's by name, which belongs to the session and ends with it. While it is held the session takes
 * several statements at once.
 */
final class MysqlLock implements SetLock {

    /** Begins the name of every lock of ours. */
    static final String PREFIX = "schema_migrations:";

    private static final int HASH_LENGTH = 40;
    private static final long LONGEST_WAIT_SECONDS = 1;

    private final Connection connection;
    private final String name;
    private final MysqlDriver driver;

    private MysqlLock(MysqlDriver driver, Connection connection, String name) {
        this.connection = connection;
        this.name = name;
        this.driver = driver;
    }

    /**
     * Waits for the lock, without a transaction.
     *
     * @throws LockTimeoutException when the time is up
     * @throws DatabaseException when the server cannot keep others out
     */
    static MysqlLock acquire(Dialect dialect, MysqlDriver driver, Connection connection, LockRequest request)
            throws SQLException {
        Cluster.refuse(connection, dialect.syntax() == Syntax.MARIADB ? Product.MARIADB : Product.MYSQL);
        String name = literal(request.table());
        long deadline = System.nanoTime() + request.timeout().toNanos();
        boolean held = get(connection, name, 0);
        if (!held) {
            request.waiting().run();
        }
        while (!held) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative() || left.isZero()) {
                throw timeout(connection, name, request);
            }
            held = get(connection, name, Math.min(LONGEST_WAIT_SECONDS, Math.max(1, left.toSeconds())));
        }
        MysqlLock lock = new MysqlLock(driver, connection, name);
        try {
            driver.allowMultiStatements(connection);
            return lock;
        } catch (SQLException | RuntimeException | Error e) {
            lock.release();
            throw e;
        }
    }

    private static boolean get(Connection connection, String name, long seconds) throws SQLException {
        String answer = first(connection, "SELECT GET_LOCK(" + name + ", " + seconds + ")")
                .orElseThrow(() -> new SQLException("the server could not take the lock of the set"));
        return answer.equals("1");
    }

    private static LockTimeoutException timeout(Connection connection, String name, LockRequest request) throws SQLException {
        String holder = first(connection, "SELECT CONCAT('connection ', ID, ' of ', USER, ' from ', HOST, COALESCE(CONCAT("
                + "', at the moment running: ', LEFT(INFO, 200)), ', at the moment idle')) FROM information_schema.PROCESSLIST"
                + " WHERE ID = IS_USED_LOCK(" + name + ")").orElse(null);
        if (holder == null) {
            holder = first(connection, "SELECT CONCAT('connection ', IS_USED_LOCK(" + name + "))")
                    .orElse("no connection any more");
        }
        return new LockTimeoutException("Another process is migrating '" + request.table() + "' and did not finish within "
                + request.timeout().toMillis() + " ms. The lock is held by " + holder
                + ". Wait for it, set a longer lock-timeout, or end that connection with KILL", null);
    }

    /** An expression: whether this session holds the lock. */
    static String isHeldHere(TableName table) {
        return "IS_USED_LOCK(" + literal(table) + ") = CONNECTION_ID()";
    }

    /** Whether any session holds the lock. */
    static boolean isHeld(Connection connection, TableName table) throws SQLException {
        return first(connection, "SELECT IS_USED_LOCK(" + literal(table) + ")").isPresent();
    }

    /** Names of locks have 64 characters at most and ignore case, as names of tables do on some systems. */
    private static String literal(TableName table) {
        String subject = table.schema().orElseThrow() + '\n' + table.table();
        byte[] digest = Checksum.digest().digest(subject.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        return "'" + PREFIX + HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH) + "'";
    }

    /** Takes another tool's lock, besides ours; sessions can hold several. */
    static Optional<ForeignLock> tryForeign(Connection connection, String name) throws SQLException {
        return get(connection, name, 0) ? Optional.of(() -> first(connection, "SELECT RELEASE_LOCK(" + name + ")"))
                : Optional.empty();
    }

    private static Optional<String> first(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        }
    }

    private void release() throws SQLException {
        first(connection, "SELECT RELEASE_LOCK(" + name + ")");
    }

    @Override
    public void close() throws SQLException {
        try {
            driver.refuseMultiStatements(connection);
        } finally {
            release();
        }
    }

    /** Recognises servers whose locks by name do not keep the clients of other servers out. */
    private static final class Cluster {

        private static final String GALERA = "SELECT VARIABLE_NAME, VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS"
                + " WHERE VARIABLE_NAME = 'wsrep_cluster_size'";
        /** MariaDB has no such groups. */
        private static final String GALERA_OR_GROUP = "SELECT VARIABLE_NAME, VARIABLE_VALUE FROM performance_schema.global_status"
                + " WHERE VARIABLE_NAME = 'wsrep_cluster_size' UNION ALL SELECT VARIABLE_NAME, VARIABLE_VALUE"
                + " FROM performance_schema.global_variables WHERE VARIABLE_NAME = 'group_replication_single_primary_mode'";

        private Cluster() {
        }

        /** @throws DatabaseException when another server takes writes to the same data */
        static void refuse(Connection connection, Product product) throws SQLException {
            Map<String, String> values = values(connection, product == Product.MARIADB ? GALERA : GALERA_OR_GROUP);
            String galera = values.getOrDefault("WSREP_CLUSTER_SIZE", "");
            if (!galera.isEmpty() && Long.parseLong(galera) > 1) {
                throw new DatabaseException(
                        "The server is a node of a Galera cluster of " + galera + ", where GET_LOCK holds on"
                                + " one node only, so that two processes on two nodes would migrate at once. Nothing was run."
                                + " Migrate while the node is alone in its cluster, and let the others join afterwards",
                        null);
            }
            String group = values.getOrDefault("GROUP_REPLICATION_SINGLE_PRIMARY_MODE", "");
            if (group.toUpperCase(Locale.ROOT).equals("OFF")) {
                throw new DatabaseException(
                        "The server is a member of a replication group with several primaries, where GET_LOCK"
                                + " holds on one member only, so that two processes on two members would migrate at once. Nothing was run."
                                + " Switch the group to a single primary to migrate",
                        null);
            }
        }

        private static Map<String, String> values(Connection connection, String query) throws SQLException {
            Map<String, String> values = new HashMap<>();
            try (Statement statement = connection.createStatement(); ResultSet rows = ShellSession.allRows(statement, query)) {
                while (rows.next()) {
                    values.put(rows.getString(1).toUpperCase(Locale.ROOT), rows.getString(2));
                }
            }
            return values;
        }
    }
}
