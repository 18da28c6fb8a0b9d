package io.quarkiverse.schema.migrations.internal.adopt;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.report.AdoptionReport.Adopted;
import io.quarkiverse.schema.migrations.report.AdoptionReport.PassedOver;

/**
 * What to make of another tool's history.
 *
 * @param taken what will count as applied, in order
 * @param passedOver what of it will not, each with the reason
 * @param objections why nothing can be taken over, each with what to do
 * @param warnings in which way it disagrees with the sources, where that is allowed
 */
public record AdoptionPlan(List<Taken> taken, List<PassedOver> passedOver, List<String> objections,
        List<Discrepancy> warnings) {

    public AdoptionPlan {
        taken = List.copyOf(taken);
        passedOver = List.copyOf(passedOver);
        objections = List.copyOf(objections);
        warnings = List.copyOf(warnings);
    }

    /**
     * A migration that will count as applied.
     *
     * @param adopted what is reported about it
     * @param kind versioned or repeatable
     * @param description a few words; may be empty
     * @param offered the migration of the sources; empty when they do not know it
     * @param happened when and by whom it was applied
     */
    public record Taken(Adopted adopted, MigrationKind kind, String description, Optional<Migration> offered,
            ForeignExecution happened) {

        /** Its id in the set. */
        public MigrationId id() {
            return adopted.id();
        }
    }

    /**
     * What another tool remembers of applying a migration.
     *
     * @param finished when it was done
     * @param duration how long it took, where that is known
     * @param user who was connected, where that is known
     */
    public record ForeignExecution(Instant finished, Optional<Duration> duration, Optional<String> user) {

        /** The time is all that is known. */
        static ForeignExecution at(Instant finished) {
            return new ForeignExecution(finished, Optional.empty(), Optional.empty());
        }
    }
}
