package io.quarkiverse.schema.migrations.model;

import java.util.Objects;
import java.util.Optional;

/**
 * What the history remembers of a migration, as far as decisions need it.
 *
 * @param id its name within the set
 * @param order the place in the order of application, counted from 1 and never used twice
 * @param kind versioned or repeatable
 * @param state what became of it
 * @param direction where it was going when it stopped; {@link Direction#UP} for one that is applied
 * @param upChecksum checksum of the script that was applied; empty where none was known
 * @param down the down script that the history keeps; empty where there is none
 */
public record AppliedMigration(MigrationId id, long order, MigrationKind kind, AppliedState state, Direction direction,
        Optional<Checksum> upChecksum, Optional<KeptScript> down) {

    public AppliedMigration {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(upChecksum, "upChecksum");
        Objects.requireNonNull(down, "down");
    }
}
