package io.quarkiverse.schema.migrations.report;

import java.util.List;
import java.util.Map;

import io.quarkiverse.schema.migrations.model.MigrationId;

/**
 * Every migration of a set with its state.
 *
 * @param set the name of the set
 * @param migrations all that the sources or the history know, in the order of the set
 * @param bySchema the report of each schema, for a set with several; see {@link PerSchema#bySchema()}
 */
public record StatusReport(String set, List<MigrationStatus> migrations, Map<String, StatusReport> bySchema)
        implements
            PerSchema<StatusReport> {

    public StatusReport {
        migrations = List.copyOf(migrations);
        bySchema = PerSchema.copyOf(bySchema);
    }

    /** A report without schemas of its own. */
    public StatusReport(String set, List<MigrationStatus> migrations) {
        this(set, migrations, Map.of());
    }

    /** The report of a set from those of its schemas, in their order. */
    public static StatusReport of(String set, Map<String, StatusReport> bySchema) {
        return new StatusReport(set, PerSchema.joined(bySchema, StatusReport::migrations),
                bySchema);
    }

    /** The ids in one state, in order; empty when there is none. */
    public List<MigrationId> idsIn(MigrationState state) {
        return migrations.stream().filter(m -> m.state() == state).map(MigrationStatus::id).toList();
    }
}
