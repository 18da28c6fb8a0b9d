package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.postgresql.PGConnection;

import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.error.LockTimeoutException;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock.LockRequest;
import io.quarkiverse.schema.migrations.internal.dialect.TableName;
import io.quarkiverse.schema.migrations.model.Checksum;

/**
 * A session's advisory lock. The server frees it when the session ends, and not before its last statement has: a runner
 * that was killed is never overtaken by its own remains. Waiting is asking again and again, with no transaction open, so
 * that whoever waits for all older transactions, as {@code CREATE INDEX CONCURRENTLY} does, need not wait for us.
 */
final class AdvisoryLock implements SetLock {

    private static final long POLL_MILLISECONDS = 100;
    private static final String CHECK_INTERVAL = "client_connection_check_interval";

    private final Connection connection;
    private final LockKey key;
    private final SessionState state;

    private AdvisoryLock(Connection connection, LockKey key, SessionState state) {
        this.connection = connection;
        this.key = key;
        this.state = state;
    }

    static AdvisoryLock acquire(Connection connection, LockRequest request) throws SQLException {
        refuseTransactionPooling(connection);
        LockKey key = LockKey.of(request.table());
        waitFor(connection, key, request);
        try {
            noticeDeathOfClient(connection);
            return new AdvisoryLock(connection, key, SessionState.remember(connection));
        } catch (SQLException | RuntimeException | Error e) {
            unlock(connection, key);
            throw e;
        }
    }

    /** A pooler that hands out its sessions by the transaction would leave the lock with whoever comes next. */
    private static void refuseTransactionPooling(Connection connection) throws SQLException {
        int asked = connection.unwrap(PGConnection.class).getBackendPID();
        int answering = Integer.parseInt(ask(connection, "SELECT pg_catalog.pg_backend_pid()"));
        if (asked != answering) {
            throw new DatabaseException("Between this application and PostgreSQL stands a connection pooler, such as PgBouncer,"
                    + " that gives no session of its own (connected to process " + asked + ", answered by " + answering
                    + "), so no lock would hold; nothing was run. Let the migrations connect to the server itself: set jdbc-url",
                    null);
        }
    }

    private static void waitFor(Connection connection, LockKey key, LockRequest request) throws SQLException {
        long deadline = System.nanoTime() + request.timeout().toNanos();
        boolean told = false;
        while (!ask(connection, "SELECT pg_catalog.pg_try_advisory_lock(" + key.value() + ")").equals("t")) {
            if (System.nanoTime() >= deadline) {
                throw new LockTimeoutException("Another process is migrating (" + holder(connection, key)
                        + ") and did not finish within " + request.timeout().toMillis()
                        + " ms; nothing was run. Wait for it, or set a longer lock-timeout", null);
            }
            if (!told) {
                request.waiting().run();
                told = true;
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LockTimeoutException("The thread was interrupted while it waited for another process; nothing was run",
                    e);
        }
    }

    private static String holder(Connection connection, LockKey key) throws SQLException {
        String holder = ask(connection, "SELECT pg_catalog.concat('process ', a.pid, ' of the server, application ''',"
                + " a.application_name, ''' of ', coalesce(pg_catalog.host(a.client_addr), 'a local socket'), ', user ',"
                + " a.usename, ', connected since ', a.backend_start) FROM pg_catalog.pg_locks l"
                + " JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid WHERE " + key.condition("l"));
        return holder == null ? "it has just ended" : holder;
    }

    /** Where the server can, it looks after its client while it works, and stops when the client is gone. */
    private static void noticeDeathOfClient(Connection connection) throws SQLException {
        ask(connection, "SELECT pg_catalog.set_config(name, '200', false) FROM pg_catalog.pg_settings"
                + " WHERE name = '" + CHECK_INTERVAL + "' AND setting = '0' AND pg_catalog.version() LIKE '%linux%'");
    }

    /** The first column of the first row; null when there is no row. */
    static String ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    private static void unlock(Connection connection, LockKey key) throws SQLException {
        ask(connection, "SELECT pg_catalog.pg_advisory_unlock(" + key.value() + ")");
    }

    @Override
    public List<String> restore() {
        return state.restore();
    }

    /** A lost connection has taken the lock with it. */
    @Override
    public void close() throws SQLException {
        if (!connection.isClosed()) {
            ask(connection, "SELECT pg_catalog.pg_advisory_unlock(" + key.value() + "), pg_catalog.set_config(name,"
                    + " reset_val, false) FROM pg_catalog.pg_settings WHERE name IN ('" + CHECK_INTERVAL
                    + "', 'search_path') ORDER BY name LIMIT 1");
        }
    }

    /**
     * The number that stands for a set among the advisory locks. They belong to one database of the server, so that its name
     * is part of the lock without being part of the number.
     */
    record LockKey(long value) {

        /**
         * @param table the history table, with its schema
         */
        static LockKey of(TableName table) {
            String name = "schema-migrations\0" + table.schema().orElseThrow() + "\0" + table.table();
            return new LockKey(ByteBuffer.wrap(Checksum.digest().digest(name.getBytes(StandardCharsets.UTF_8))).getLong());
        }

        /** A condition on {@code pg_locks}: the lock is held by the row's session. */
        String condition(String alias) {
            return alias + ".locktype = 'advisory' AND " + alias + ".classid = " + (value >>> 32) + " AND " + alias
                    + ".objid = "
                    + (value & 0xffffffffL) + " AND " + alias + ".objsubid = 1 AND " + alias + ".granted AND " + alias
                    + ".database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())";
        }
    }
}
