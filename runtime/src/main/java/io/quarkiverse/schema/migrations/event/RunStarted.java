package io.quarkiverse.schema.migrations.event;

import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.model.MigrationId;

/**
 * A run is about to begin its steps; the lock is held.
 *
 * @param set the name of the set
 * @param schema the schema, where the set has several
 * @param planned the migrations whose turn is coming, in order; not empty
 */
public record RunStarted(String set, Optional<String> schema, List<MigrationId> planned) implements MigrationEvent {

    public RunStarted {
        planned = List.copyOf(planned);
    }
}
