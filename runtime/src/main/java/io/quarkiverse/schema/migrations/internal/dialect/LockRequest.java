package io.quarkiverse.schema.migrations.internal.dialect;

import java.time.Duration;

/**
 * What a runner asks of a lock.
 *
 * @param table the history table, with its schema
 * @param holder who asks, for others to read
 * @param kind what is going to be done under it
 * @param timeout how long to wait at most
 * @param waiting told once, when the lock is held by another
 */
public record LockRequest(TableName table, String holder, Kind kind, Duration timeout, Runnable waiting) {

    /** What is going to be done under a lock. */
    public enum Kind {
        /** Every step is a transaction that checks the history by itself. */
        TRANSACTIONS_ONLY,
        /** Some step runs statement by statement. */
        STEPWISE
    }
}
