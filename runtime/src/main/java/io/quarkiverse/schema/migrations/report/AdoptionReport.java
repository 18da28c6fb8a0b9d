package io.quarkiverse.schema.migrations.report;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.schema.migrations.model.MigrationId;

/**
 * What was taken over from another tool's history. No script was run.
 *
 * @param set the name of the set
 * @param tool the other tool, for people
 * @param table the table it was read from; empty when nothing was read, because the set has a history of its own
 * @param adopted what counts as applied now, in the order in which the other tool applied it
 * @param passedOver what else the other tool's table holds, each with the reason why it was not taken
 * @param bySchema the report of each schema, for a set with several; see {@link PerSchema#bySchema()}
 */
public record AdoptionReport(String set, String tool, Optional<String> table, List<Adopted> adopted,
        List<PassedOver> passedOver, Map<String, AdoptionReport> bySchema)
        implements
            PerSchema<AdoptionReport> {

    public AdoptionReport {
        Objects.requireNonNull(table, "table");
        adopted = List.copyOf(adopted);
        passedOver = List.copyOf(passedOver);
        bySchema = PerSchema.copyOf(bySchema);
    }

    /** A report without schemas of its own. */
    public AdoptionReport(String set, String tool, Optional<String> table, List<Adopted> adopted, List<PassedOver> passedOver) {
        this(set, tool, table, adopted, passedOver, Map.of());
    }

    /** The report of a set from those of its schemas, in their order. */
    public static AdoptionReport of(String set, String tool, Map<String, AdoptionReport> bySchema) {
        return new AdoptionReport(set, tool, Optional.empty(),
                PerSchema.joined(bySchema, AdoptionReport::adopted),
                PerSchema.joined(bySchema, AdoptionReport::passedOver), bySchema);
    }

    /** How many were found to be the scripts that had been applied. */
    public long verified() {
        return adopted.stream().filter(one -> one.verification() == Verification.VERIFIED).count();
    }

    /** What the other tool's checksum says about a script. */
    public enum Verification {
        /** The script in the sources is the one that was applied. */
        VERIFIED("verified"),
        /** The other tool keeps no checksum that could tell. */
        NOT_VERIFIED("not verified"),
        /** The script in the sources is another one than was applied, which was allowed. */
        DIFFERENT("different");

        private final String words;

        Verification(String words) {
            this.words = words;
        }

        /** What it says, for people. */
        public String words() {
            return words;
        }
    }

    /**
     * A migration that counts as applied now.
     *
     * @param id its id in this set
     * @param verification whether its script is the one that was applied
     * @param remark why it could not be verified, and what else there is to know; empty when there is nothing
     */
    public record Adopted(MigrationId id, Verification verification, String remark) {

        @Override
        public String toString() {
            return "'" + id + "' " + verification.words() + (remark.isEmpty() ? "" : ": " + remark);
        }
    }

    /**
     * Something that was not taken over.
     *
     * @param name what the other tool calls it
     * @param reason why it was not
     */
    public record PassedOver(String name, String reason) {

        @Override
        public String toString() {
            return "'" + name + "' " + reason;
        }
    }
}
