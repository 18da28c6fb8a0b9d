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
 */
public record Limits(Duration lock, Optional<Duration> databaseLock, Optional<Duration> statement) {

    /** What holds for one script: what it says itself, else what is said here. */
    ScriptLimits of(ScriptOptions options) {
        return new ScriptLimits(options.databaseLockTimeout().or(this::databaseLock),
                options.statementTimeout().or(this::statement));
    }

    /** What holds when nothing is said. */
    public static final Limits DEFAULT = new Limits(Duration.ofSeconds(60), Optional.empty(), Optional.empty());
}
