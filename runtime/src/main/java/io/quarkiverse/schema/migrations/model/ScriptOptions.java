package io.quarkiverse.schema.migrations.model;

import java.time.Duration;
import java.util.Optional;

/**
 * What the directives at the head of a script, and the metadata beside it, say about running it.
 *
 * @param transaction whether the script runs in a transaction
 * @param databaseLockTimeout how long a statement of the script may wait for a lock of the database; empty: as configured
 * @param statementTimeout how long a statement of the script may run; empty: as configured
 */
public record ScriptOptions(TransactionMode transaction, Optional<Duration> databaseLockTimeout,
        Optional<Duration> statementTimeout) {

    /** A script that says nothing. */
    public static final ScriptOptions DEFAULT = new ScriptOptions(TransactionMode.TRANSACTION, Optional.empty(),
            Optional.empty());
}
