package io.quarkiverse.schema.migrations.report;

import java.util.List;

import io.quarkiverse.schema.migrations.model.MigrationId;

/**
 * Every migration of a set with its state.
 *
 * @param set the name of the set
 * @param migrations all that the sources or the history know, in the order of the set
 */
public record StatusReport(String set, List<MigrationStatus> migrations) {

    public StatusReport {
        migrations = List.copyOf(migrations);
    }

    /** The ids in one state, in order; empty when there is none. */
    public List<MigrationId> idsIn(MigrationState state) {
        return migrations.stream().filter(m -> m.state() == state).map(MigrationStatus::id).toList();
    }
}
