package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** Limits how long a session waits for locks of the database; closing it sets back what was. */
record LockWaits(Connection connection, boolean limited) implements AutoCloseable {

    private static final String OURS = "@" + SessionChanges.OURS;
    private static final long ALMOST_A_SECOND = 999;

    /** @param timeout empty: as the session has it */
    static LockWaits limit(Connection connection, Optional<Duration> timeout) throws SQLException {
        if (timeout.isPresent()) {
            long seconds = Math.max(1, timeout.get().plusMillis(ALMOST_A_SECOND).toSeconds());
            execute(connection, "SET " + OURS + "lock_wait = @@SESSION.lock_wait_timeout, " + OURS
                    + "row_lock_wait = @@SESSION.innodb_lock_wait_timeout, SESSION lock_wait_timeout = " + seconds
                    + ", SESSION innodb_lock_wait_timeout = " + seconds);
        }
        return new LockWaits(connection, timeout.isPresent());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        if (limited) {
            execute(connection, "SET SESSION lock_wait_timeout = " + OURS + "lock_wait, SESSION innodb_lock_wait_timeout = "
                    + OURS + "row_lock_wait");
        }
    }
}
