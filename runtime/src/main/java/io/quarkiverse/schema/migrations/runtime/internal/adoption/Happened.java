package io.quarkiverse.schema.migrations.runtime.internal.adoption;

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
public record Happened(Instant finished, Optional<Duration> duration, Optional<String> user) {

    /** The time is all that is known. */
    static Happened at(Instant finished) {
        return new Happened(finished, Optional.empty(), Optional.empty());
    }
}
