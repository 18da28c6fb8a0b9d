package io.quarkiverse.schema.migrations.internal.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/**
 * What the history is told about a migration when it is applied.
 *
 * @param migration the migration
 * @param order its place in the order of application
 * @param statements how many statements its up script has
 * @param down the down script as it would run; empty where there is none
 */
public record AppliedRow(Migration migration, long order, int statements, Optional<Down> down) {

    /** The same as the constructor, for reading well in calls. */
    public static AppliedRow of(Migration migration, long order, int statements, Optional<Down> down) {
        return new AppliedRow(migration, order, statements, down);
    }

    /**
     * A down script to keep.
     *
     * @param text the script
     * @param transaction how it wants to run
     */
    public record Down(String text, TransactionMode transaction) {
    }

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
}
