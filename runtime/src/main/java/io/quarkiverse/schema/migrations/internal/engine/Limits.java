package io.quarkiverse.schema.migrations.internal.engine;

import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.dialect.ScriptLimits;
import io.quarkiverse.schema.migrations.model.ScriptOptions;

/**
 * How long things may take.
 *
 * @param lock how long a runner waits for another one
 * @param databaseLock how long a statement of a script waits for a lock of the database; empty: as the session has it
 * @param statement how long a statement of a script may run; empty: as long as it likes
 * @param lockRetries how often a migration is retried after a statement has waited that long for a lock of the database
 */
public record Limits(Duration lock, Optional<Duration> databaseLock, Optional<Duration> statement, int lockRetries) {

    /** How long a statement waits for a lock where a migration may be retried and no time is configured. */
    private static final Duration DATABASE_LOCK_WITH_RETRIES = Duration.ofSeconds(5);

    /** What holds for one script: what it says itself, else what is said here. */
    ScriptLimits of(ScriptOptions options) {
        return new ScriptLimits(options.databaseLockTimeout().or(this::databaseLock).or(() -> defaultOf(options)),
                options.statementTimeout().or(this::statement));
    }

    private Optional<Duration> defaultOf(ScriptOptions options) {
        return lockRetries(options) > 0 ? Optional.of(DATABASE_LOCK_WITH_RETRIES) : Optional.empty();
    }

    /** How often a migration is retried: what its script says, else what is configured. */
    int lockRetries(ScriptOptions options) {
        return options.lockRetries().orElse(lockRetries);
    }

    /** What holds when nothing is said. */
    public static final Limits DEFAULT = new Limits(Duration.ofSeconds(60), Optional.empty(), Optional.empty(), 0);
}
