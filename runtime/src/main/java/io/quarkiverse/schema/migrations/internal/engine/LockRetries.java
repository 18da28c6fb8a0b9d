package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.internal.plan.Step;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/**
 * Retries the steps of one run that have waited too long for a lock of the database, so that their statements do not queue in
 * front of the application's for longer than that.
 */
final class LockRetries {

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
     * @return whether it may be retried
     * @throws SQLException when the history cannot be read
     */
    boolean grant(Step step, TransactionMode mode, MigrationFailedException failure) throws SQLException {
        int allowed = settings.limits().lockRetries(step.work().options());
        int retry = retried.getOrDefault(step.id(), 0) + 1;
        if (retry > allowed || !(failure.getCause() instanceof SQLException cause)
                || !session.dialect().isLockTimeout(cause) || !canBeginAgain(step, mode)) {
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
    private boolean canBeginAgain(Step step, TransactionMode mode) throws SQLException {
        if (mode == TransactionMode.TRANSACTION) {
            return true;
        }
        if (!(step.work() instanceof Script)) {
            return false;
        }
        for (AppliedMigration row : session.history().read()) {
            if (row.id().equals(step.id())) {
                return row.state() != AppliedState.IN_PROGRESS;
            }
        }
        return true;
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
