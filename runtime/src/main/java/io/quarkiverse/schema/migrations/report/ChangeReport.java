package io.quarkiverse.schema.migrations.report;

import java.util.List;
import java.util.Map;

import io.quarkiverse.schema.migrations.model.MigrationId;

/**
 * What a command that corrects the history has changed in it. No script was run.
 *
 * @param set the name of the set
 * @param changes what was changed, in the order of the set; empty when there was nothing to change
 * @param bySchema the report of each schema, for a set with several; see {@link PerSchema#bySchema()}
 */
public record ChangeReport(String set, List<Change> changes, Map<String, ChangeReport> bySchema)
        implements
            PerSchema<ChangeReport> {

    public ChangeReport {
        changes = List.copyOf(changes);
        bySchema = PerSchema.copyOf(bySchema);
    }

    /** A report without schemas of its own. */
    public ChangeReport(String set, List<Change> changes) {
        this(set, changes, Map.of());
    }

    /** The report of a set from those of its schemas, in their order. */
    public static ChangeReport of(String set, Map<String, ChangeReport> bySchema) {
        return new ChangeReport(set, PerSchema.joined(bySchema, ChangeReport::changes),
                bySchema);
    }

    /** One row that was changed. */
    public record Change(MigrationId id, Kind kind) {

        @Override
        public String toString() {
            return "'" + id + "' " + kind.words();
        }
    }

    /** What can be changed in a row. */
    public enum Kind {
        /** The migration counts as applied, without having been run. */
        TAKEN_AS_APPLIED("is marked as applied"),
        /** The checksum of the up script is that of the sources now. */
        UP_CHECKSUM_ACCEPTED("has a new checksum of its up script"),
        /** The down script that is kept, and its checksum, are those of the sources now. */
        DOWN_SCRIPT_REPLACED("has a new down script"),
        /** The row of a failed migration is gone; it is pending again. */
        FAILURE_FORGOTTEN("failed, and is pending again"),
        /** The row of a repeatable migration that is missing in the sources is gone. */
        REPEATABLE_FORGOTTEN("is missing in the sources and forgotten"),
        /** An interrupted or failed migration counts as applied. */
        RESOLVED_AS_APPLIED("is resolved as applied"),
        /** An interrupted or failed migration is pending again. */
        RESOLVED_AS_NOT_APPLIED("is resolved as not applied");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** What happened, for people; follows the id. */
        public String words() {
            return words;
        }
    }
}
