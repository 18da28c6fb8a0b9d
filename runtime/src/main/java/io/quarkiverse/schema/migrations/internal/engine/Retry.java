package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import io.quarkiverse.schema.migrations.error.LockTimeoutException;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect;

/** Tries again, for as long as allowed, what fails only because somebody else is at work. */
final class Retry {

    private static final long POLL_MILLISECONDS = 50;

    private final Dialect dialect;
    private final Duration timeout;
    private final Runnable waiting;

    /**
     * @param timeout how long one action may be tried
     * @param waiting told when an action has to wait, once for each
     */
    Retry(Dialect dialect, Duration timeout, Runnable waiting) {
        this.dialect = dialect;
        this.timeout = timeout;
        this.waiting = waiting;
    }

    /** The timeout and the teller, for those who wait in another way. */
    Duration timeout() {
        return timeout;
    }

    /**
     * @throws LockTimeoutException when the time is up
     * @throws SQLException when the action fails for another reason
     */
    <T> T untilFree(SqlAction<T> action) throws SQLException {
        long deadline = System.nanoTime() + timeout.toNanos();
        boolean told = false;
        while (true) {
            try {
                return action.run();
            } catch (SQLException e) {
                if (!dialect.isHeld(e)) {
                    throw e;
                }
                if (!told) {
                    waiting.run();
                    told = true;
                }
                if (System.nanoTime() >= deadline) {
                    throw new LockTimeoutException(
                            "The " + dialect.name() + " database is locked by another connection, and was not free after "
                                    + timeout.toMillis() + " ms (" + e.getMessage()
                                    + "). Find out who writes to it, or set a longer lock-timeout",
                            e);
                }
            }
            pause();
        }
    }

    /**
     * Tries again, for as long as allowed, what gives nothing while somebody else is at work.
     *
     * @param late the message, given the timeout
     * @throws LockTimeoutException when the time is up
     */
    <T> T untilGiven(SqlAction<Optional<T>> action, Function<Duration, String> late) throws SQLException {
        long deadline = System.nanoTime() + timeout.toNanos();
        Optional<T> given = untilFree(action);
        if (given.isEmpty()) {
            waiting.run();
        }
        while (given.isEmpty()) {
            if (System.nanoTime() >= deadline) {
                throw new LockTimeoutException(late.apply(timeout), null);
            }
            pause();
            given = untilFree(action);
        }
        return given.get();
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LockTimeoutException("The thread was interrupted while it waited for the database", e);
        }
    }
}
