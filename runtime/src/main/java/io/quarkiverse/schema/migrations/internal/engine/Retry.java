package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.error.LockTimeoutException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.plan.Step;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/** Tries again, for as long as allowed, what fails only because another process holds a lock. */
final class Retry {

    private static final long POLL_MILLISECONDS = 50;

    private final Dialect dialect;
    private final Duration timeout;
    private final Waiting waiting;

    /**
     * @param timeout how long one action may be tried
     * @param waiting tells when an action has to wait, once for each
     */
    Retry(Dialect dialect, Duration timeout, Waiting waiting) {
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
    <T> T untilFree(Action<T> action) throws SQLException {
        try {
            return tried(action);
        } finally {
            waiting.end();
        }
    }

    private <T> T tried(Action<T> action) throws SQLException {
        long began = System.nanoTime();
        long deadline = began + timeout.toNanos();
        while (true) {
            try {
                return action.run();
            } catch (SQLException e) {
                if (!dialect.isHeld(e)) {
                    throw e;
                }
                waiting.begin(began, "the database is locked by another connection, perhaps another migration");
                if (System.nanoTime() >= deadline) {
                    throw new LockTimeoutException(
                            "The " + dialect.name() + " database is locked by another connection, and was not free after "
                                    + timeout.toMillis() + " ms (" + Failures.reason(e)
                                    + "). Find out which process writes to it, or set a longer lock-timeout",
                            e);
                }
            }
            pause();
        }
    }

    /**
     * Tries again, for as long as allowed, what gives nothing while another process holds a lock.
     *
     * @param reason what is known of the holder
     * @param late the message, given the timeout
     * @throws LockTimeoutException when the time is up
     */
    <T> T untilGiven(Action<Optional<T>> action, String reason, Function<Duration, String> late) throws SQLException {
        long began = System.nanoTime();
        long deadline = began + timeout.toNanos();
        try {
            Optional<T> given = tried(action);
            while (given.isEmpty()) {
                waiting.begin(began, reason);
                if (System.nanoTime() >= deadline) {
                    throw new LockTimeoutException(late.apply(timeout), null);
                }
                pause();
                given = tried(action);
            }
            return given.get();
        } finally {
            waiting.end();
        }
    }

    /** Tells that a command waits for another process, and how long it has waited. */
    static final class Waiting {

        private final MigrationListener listener;
        private final String set;
        private final Duration timeout;
        /** Empty while it does not wait. */
        private Optional<Long> began = Optional.empty();

        Waiting(MigrationListener listener, String set, Duration timeout) {
            this.listener = listener;
            this.set = set;
            this.timeout = timeout;
        }

        /**
         * It has to wait; does nothing when it waits already.
         *
         * @param since when it began, by the clock of {@link System#nanoTime}; the database may have waited by itself
         * @param reason what is known of the holder of the lock
         */
        void begin(long since, String reason) {
            if (began.isEmpty()) {
                began = Optional.of(since);
                listener.waitingForLock(set, timeout, reason);
            }
        }

        /** It waits no more; does nothing when it has not waited. */
        void end() {
            if (began.isPresent()) {
                Duration waited = Duration.ofNanos(System.nanoTime() - began.get());
                began = Optional.empty();
                listener.waitedForLock(set, waited);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LockTimeoutException("The thread was interrupted while it waited for the database", e);
        }
    }

    /** Something that is done on a database. */
    @FunctionalInterface
    interface Action<T> {

        T run() throws SQLException;
    }

    /**
     * Retries the steps of one run that have waited too long for a lock of the database, so that their statements do not queue
     * in front of the application's for longer than that.
     */
    static final class LockRetries {

        private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
        private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
        private static final int MOST_DOUBLINGS = 10;

        private final EngineSettings settings;
        private final Session session;
        private final MigrationListener listener;
        private final Map<MigrationId, Integer> retried = new HashMap<>();

        LockRetries(EngineSettings settings, Session session, MigrationListener listener) {
            this.settings = settings;
            this.session = session;
            this.listener = listener;
        }

        /**
         * Pauses when the step may be retried. The step has to be planned again then.
         *
         * @param mode how the step has run
         * @return whether it may be retried; not where the history cannot be read
         */
        boolean grant(Step step, TransactionMode mode, MigrationFailedException failure) {
            int allowed = settings.limits().lockRetries(step.work().options());
            int retry = retried.getOrDefault(step.id(), 0) + 1;
            if (retry > allowed || !(failure.getCause() instanceof SQLException cause)
                    || !session.dialect().isLockTimeout(cause) || !canBeginAgain(step, mode, failure)) {
                return false;
            }
            retried.put(step.id(), retry);
            Duration pause = pause(step, retry);
            listener.retryingStep(settings.set(), step.id(), retry, allowed, pause, Failures.reason(cause));
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            return true;
        }

        /** Code that has failed without a transaction must be resolved, and so must a statement of unknown outcome. */
        private boolean canBeginAgain(Step step, TransactionMode mode, MigrationFailedException failure) {
            if (mode == TransactionMode.TRANSACTION) {
                return true;
            }
            if (!(step.work() instanceof Script)) {
                return false;
            }
            try {
                return session.history().read().stream().noneMatch(
                        row -> row.id().equals(step.id()) && row.state() == AppliedState.IN_PROGRESS);
            } catch (SQLException e) {
                Failures.suppress(failure, e);
                return false;
            }
        }

        private Duration pause(Step step, int retry) {
            Duration timeout = settings.limits().of(step.work().options()).databaseLock().orElse(SHORTEST_PAUSE);
            Duration pause = timeout.multipliedBy(1L << Math.min(retry - 1, MOST_DOUBLINGS));
            if (pause.compareTo(LONGEST_PAUSE) > 0) {
                return LONGEST_PAUSE;
            }
            return pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause;
        }
    }
}
