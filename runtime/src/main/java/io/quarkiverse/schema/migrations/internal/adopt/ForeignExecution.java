package io.quarkiverse.schema.migrations.internal.adopt;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What another tool remembers of applying a migration.
 *
 * @param finished when it was done
 * @param duration how long it took, where that is known
 * @param user who was connected, where that is known
 */
public record ForeignExecution(Instant finished, Optional<Duration> duration, Optional<String> user) {

    /** The time is all that is known. */
    static ForeignExecution at(Instant finished) {
        return new ForeignExecution(finished, Optional.empty(), Optional.empty());
    }
}
