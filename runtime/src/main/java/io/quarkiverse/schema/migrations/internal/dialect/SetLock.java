package io.quarkiverse.schema.migrations.internal.dialect;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Makes this the only runner of a set on a database, until it is closed or its process ends. */
@FunctionalInterface
public interface SetLock extends AutoCloseable {

    /** The statements that bring the session back to what it was when the lock was taken, where a run needs to be told. */
    default List<String> restore() {
        return List.of();
    }

    @Override
    void close() throws SQLException;

    /** The lock by which another tool keeps others out, held until it is closed or the connection ends. */
    @FunctionalInterface
    interface ForeignLock extends AutoCloseable {

        /** What there is to hold where a tool, or a database, knows no such lock. */
        ForeignLock NONE = () -> {
        };

        @Override
        void close() throws SQLException;
    }

    /**
     * What a runner asks of a lock.
     *
     * @param table the history table, with its schema
     * @param holder who asks, for others to read
     * @param kind what is going to be done under it
     * @param timeout how long to wait at most
     * @param waiting told once, when the lock is held by another
     */
    record LockRequest(TableName table, String holder, Kind kind, Duration timeout, Runnable waiting) {

        /** What is going to be done under a lock. */
        public enum Kind {
            /** Every step is a transaction that checks the history by itself. */
            TRANSACTIONS_ONLY,
            /** Some step runs statement by statement. */
            STEPWISE
        }
    }
}
