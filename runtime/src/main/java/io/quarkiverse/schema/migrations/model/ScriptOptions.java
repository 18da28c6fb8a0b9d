package io.quarkiverse.schema.migrations.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the directives at the head of a script, and the metadata beside it, say about running it.
 *
 * @param transaction whether the script runs in a transaction
 * @param databaseLockTimeout how long a statement of the script may wait for a lock of the database; empty: as configured
 * @param statementTimeout how long a statement of the script may run; empty: as configured
 * @param lockRetries how often the migration is retried after a statement has waited too long for a lock of the database;
 *        empty: as configured
 * @param deploy when the migration may be applied
 * @param afterEachRun whether the migration, which is repeatable, also runs at the end of each run that has applied anything
 * @param accepted what the test kit may find and accepts: a hazard and a table, such as {@code rewrite(orders)}
 */
public record ScriptOptions(TransactionMode transaction, Optional<Duration> databaseLockTimeout,
        Optional<Duration> statementTimeout, OptionalInt lockRetries, DeployPhase deploy,
        boolean afterEachRun, List<String> accepted) {

    /** The options of a script without directives. */
    public static final ScriptOptions DEFAULT = new ScriptOptions(TransactionMode.TRANSACTION, Optional.empty(),
            Optional.empty(), OptionalInt.empty(), DeployPhase.WITH_RELEASE);

    public ScriptOptions {
        accepted = List.copyOf(accepted);
    }

    /** Options of a script that runs once, or when it has changed, and accepts nothing. */
    public ScriptOptions(TransactionMode transaction, Optional<Duration> databaseLockTimeout,
            Optional<Duration> statementTimeout, OptionalInt lockRetries, DeployPhase deploy) {
        this(transaction, databaseLockTimeout, statementTimeout, lockRetries, deploy, false, List.of());
    }

    /** Returns the same options with another transaction mode. */
    public ScriptOptions with(TransactionMode mode) {
        return new ScriptOptions(mode, databaseLockTimeout, statementTimeout, lockRetries, deploy, afterEachRun, accepted);
    }

    /** Returns the same options with another phase of the deployment. */
    public ScriptOptions with(DeployPhase phase) {
        return new ScriptOptions(transaction, databaseLockTimeout, statementTimeout, lockRetries, phase, afterEachRun,
                accepted);
    }
}
