package io.quarkiverse.schema.migrations.internal.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.KeptScript;
import io.quarkiverse.schema.migrations.model.Migration;

/**
 * All that the sources offer is applied as it stands there, and nothing else is. Nearly every start meets this case, so it is
 * told in one pass that keeps nothing and hardly loads a class.
 */
final class NothingToDo {

    private final List<Migration> sources;
    private final Map<String, Migration> passedOver = new HashMap<>();
    private int next;

    private NothingToDo(List<Migration> sources) {
        this.sources = sources;
    }

    /**
     * Whether there is nothing to do, and nothing to be said.
     *
     * @param sources what the sources offer, in the order of the set
     * @param history what the history remembers, in any order, though mostly in that one
     */
    static boolean holds(List<Migration> sources, List<AppliedMigration> history) {
        return sources.size() == history.size() && new NothingToDo(sources).holds(history);
    }

    private boolean holds(List<AppliedMigration> history) {
        for (AppliedMigration applied : history) {
            Migration migration = offered(applied.id().value());
            if (migration == null || applied.state() != AppliedState.APPLIED
                    || migration.up().differsFrom(applied.upChecksum()) || hasOtherDown(applied, migration)) {
                return false;
            }
        }
        return true;
    }

    private Migration offered(String id) {
        Migration earlier = passedOver.isEmpty() ? null : passedOver.remove(id);
        while (earlier == null && next < sources.size()) {
            Migration migration = sources.get(next++);
            if (migration.id().value().equals(id)) {
                return migration;
            }
            passedOver.put(migration.id().value(), migration);
        }
        return earlier;
    }

    private static boolean hasOtherDown(AppliedMigration applied, Migration migration) {
        Optional<KeptScript> kept = applied.down();
        return kept.isPresent() && migration.down().isPresent()
                && migration.down().get().differsFrom(Optional.of(kept.get().checksum()));
    }
}
