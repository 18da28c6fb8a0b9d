package io.quarkiverse.schema.migrations.internal.dialect;

import java.time.Duration;
import java.util.Optional;

/**
 * How long the statements of one script may take.
 *
 * @param databaseLock how long each may wait for locks of the database; empty: as the session has it
 * @param statement how long each may run; empty: as the session has it
 */
public record ScriptLimits(Optional<Duration> databaseLock, Optional<Duration> statement) {
}
