package io.quarkiverse.schema.migrations.internal.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a migration that another tool has applied.
 *
 * @param tool the other tool, for people
 * @param finished when it was done
 * @param duration how long it took, where that is known
 * @param user who was connected, where that is known
 */
public record Provenance(String tool, Instant finished, Optional<Duration> duration, Optional<String> user) {

    Instant started() {
        return finished.minus(duration.orElse(Duration.ZERO));
    }
}
