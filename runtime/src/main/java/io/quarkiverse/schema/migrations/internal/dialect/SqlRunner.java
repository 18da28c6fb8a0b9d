package io.quarkiverse.schema.migrations.internal.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Sends statements as they are written, and lets each run to its end. For one thread.
 */
public final class SqlRunner implements AutoCloseable {

    private final Statement statement;
    private final Optional<Duration> timeout;
    private final ScheduledExecutorService watchdog;
    private AfterFailure afterFailure = connection -> {
    };
    private volatile boolean cancelled;

    private SqlRunner(Statement statement, Optional<Duration> timeout) {
        this.statement = statement;
        this.timeout = timeout;
        this.watchdog = timeout.isPresent() ? Executors.newSingleThreadScheduledExecutor(SqlRunner::daemon) : null;
    }

    /**
     * @param connection the connection to send to; not closed with the runner
     * @param timeout how long a statement may run; empty: as long as it likes
     */
    public static SqlRunner on(Connection connection, Optional<Duration> timeout) throws SQLException {
        Statement statement = connection.createStatement();
        statement.setEscapeProcessing(false);
        statement.setMaxRows(0);
        return new SqlRunner(statement, timeout);
    }

    /**
     * Has the driver hand out rows as they come; most keep all of them otherwise.
     *
     * @param rows the fetch size that says so
     * @param afterFailure called with the connection after a statement has failed, before anything else is sent
     */
    public void fetch(int rows, AfterFailure afterFailure) throws SQLException {
        statement.setFetchSize(rows);
        this.afterFailure = afterFailure;
    }

    /** What a driver needs after a failure. */
    @FunctionalInterface
    public interface AfterFailure {
        void on(Connection connection) throws SQLException;
    }

    /** Where it sends to. */
    public Connection connection() throws SQLException {
        return statement.getConnection();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "schema-migrations-statement-timeout");
        thread.setDaemon(true);
        return thread;
    }

    /** Runs one statement; rows that it returns are fetched and dropped, because some databases work only as they are. */
    public void run(String sql) throws SQLException {
        if (timeout.isEmpty()) {
            runToEnd(sql);
            return;
        }
        cancelled = false;
        Future<?> alarm = watchdog.schedule(this::cancel, timeout.get().toMillis(), TimeUnit.MILLISECONDS);
        try {
            runToEnd(sql);
        } catch (SQLException e) {
            if (cancelled) {
                throw new SQLTimeoutException("cancelled after the statement-timeout of " + timeout.get().toMillis() + " ms",
                        e.getSQLState(), e.getErrorCode(), e);
            }
            throw e;
        } finally {
            alarm.cancel(false);
        }
    }

    private void runToEnd(String sql) throws SQLException {
        try {
            readToEnd(sql);
        } catch (SQLException e) {
            try {
                afterFailure.on(statement.getConnection());
            } catch (SQLException lost) {
                e.addSuppressed(lost);
            }
            throw e;
        }
    }

    private void readToEnd(String sql) throws SQLException {
        boolean rows = statement.execute(sql);
        while (rows || statement.getUpdateCount() >= 0) {
            if (rows) {
                drop(statement.getResultSet());
            }
            rows = statement.getMoreResults();
        }
    }

    private static void drop(ResultSet rows) throws SQLException {
        try (rows) {
            while (rows.next()) {
                // the statement works while its rows are fetched
            }
        }
    }

    /** How long a statement may run; empty: as long as it likes. */
    public Optional<Duration> timeout() {
        return timeout;
    }

    /** Runs one query and tells the first column of its first row; empty when there is none or it is null. */
    public Optional<String> query(String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        }
    }

    /** Runs one statement and tells how many rows it changed. */
    public int update(String sql) throws SQLException {
        return statement.executeUpdate(sql);
    }

    private void cancel() {
        cancelled = true;
        try {
            statement.cancel();
        } catch (SQLException e) {
            // the statement has ended by itself; its own outcome counts
        }
    }

    @Override
    public void close() throws SQLException {
        if (watchdog != null) {
            watchdog.shutdownNow();
        }
        statement.close();
    }
}
