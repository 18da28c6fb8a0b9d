package io.quarkiverse.schema.migrations;

import java.time.Duration;
import java.util.List;

import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.AdoptionReport;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepProgress;
import io.quarkiverse.schema.migrations.report.StepReport;

/**
 * Watches a set's commands that run scripts. Every method does nothing unless overridden, and is called on the thread
 * that runs the command, but for {@link #stillRunning}. What it throws stops the run with a
 * {@link io.quarkiverse.schema.migrations.error.ListenerException}: thrown before a step it vetoes that step, of which
 * nothing is done then; what was done before stays.
 */
public interface MigrationListener {

    /**
     * Who watches the commands in one schema, where a set has several. With {@code parallel} they are at work at the same time,
     * each schema on a thread of its own.
     *
     * @param schema the name of the schema
     * @return this one when it does not matter, which is what holds when nothing is said
     */
    default MigrationListener inSchema(String schema) {
        return this;
    }

    /**
     * A run is about to begin its steps; the lock is held.
     *
     * @param set the name of the set
     * @param planned the migrations whose turn is coming, in order; never empty
     */
    default void beforeRun(String set, List<MigrationId> planned) {
    }

    /**
     * Sources and history disagree in a way that is allowed.
     *
     * @param set the name of the set
     * @param discrepancy what it is about
     */
    default void warned(String set, Discrepancy discrepancy) {
    }

    /**
     * The database cannot be reached, and the command is about to wait and try again.
     *
     * @param set the name of the set
     * @param retry which retry is to come, counted from 1
     * @param retries how many there will be at most
     * @param interval how long it waits before
     * @param reason why the last try failed, on one line and without passwords
     */
    default void retryingConnection(String set, int retry, int retries, Duration interval, String reason) {
    }

    /**
     * This runner waits for a lock that another runner holds, or on SQLite another connection that writes. Called once a wait.
     *
     * @param set the name of the set
     * @param timeout how long it will wait at most
     */
    default void waitingForLock(String set, Duration timeout) {
    }

    /**
     * The same with what is known of the holder; calls {@link #waitingForLock(String, Duration)} unless overridden.
     *
     * @param set the name of the set
     * @param timeout how long it will wait at most
     * @param reason why it waits, for people, such as {@code another process is migrating}
     */
    default void waitingForLock(String set, Duration timeout, String reason) {
        waitingForLock(set, timeout);
    }

    /**
     * A wait for the lock has ended, because it was acquired or for another reason. Called on the thread of
     * {@link #waitingForLock(String, Duration)}, once after each.
     *
     * @param set the name of the set
     * @param waited how long it took
     */
    default void waitedForLock(String set, Duration waited) {
    }

    /**
     * Another tool's history was taken over and committed. A run may follow, or may have begun with it.
     *
     * @param report what was taken over
     */
    default void adopted(AdoptionReport report) {
    }

    /**
     * A step is about to begin; nothing of it has been done, and nothing of it is kept when this throws. The database may
     * be locked for writing until this returns.
     *
     * @param set the name of the set
     * @param id the migration
     * @param direction apply or revert
     */
    default void beforeStep(String set, MigrationId id, Direction direction) {
    }

    /**
     * A step has failed because a statement waited too long for a lock of the database, and is retried after a pause. What it
     * did is rolled back where it ran in a transaction. {@link #beforeStep} is called again before the retry.
     *
     * @param set the name of the set
     * @param id the migration
     * @param retry the number of the retry, from 1
     * @param retries how many there may be
     * @param pause the time until the retry
     * @param reason the database's error
     */
    default void retryingStep(String set, MigrationId id, int retry, int retries, Duration pause, String reason) {
    }

    /**
     * A step takes long. Called every ten seconds on a thread of its own; what it throws is ignored.
     *
     * @param progress how far it is
     */
    default void stillRunning(StepProgress progress) {
    }

    /**
     * A step is done and committed.
     *
     * @param set the name of the set
     * @param step what was done
     */
    default void afterStep(String set, StepReport step) {
    }

    /**
     * A step that had begun has failed, and what it did has been rolled back where the database can; or it was vetoed, and
     * nothing of it was done. {@link #runFailed} follows.
     *
     * @param set the name of the set
     * @param id the migration
     * @param direction apply or revert
     * @param failure why; what this throws is added to it
     */
    default void stepFailed(String set, MigrationId id, Direction direction, Throwable failure) {
    }

    /**
     * A run has ended well. Called for a run that had nothing to do as well.
     *
     * @param report what it did
     */
    default void afterRun(RunReport report) {
    }

    /**
     * A run has failed, or was refused, or a listener has thrown.
     *
     * @param report what it did until then
     * @param failure why; what this throws is added to it
     */
    default void runFailed(RunReport report, RuntimeException failure) {
    }
}
