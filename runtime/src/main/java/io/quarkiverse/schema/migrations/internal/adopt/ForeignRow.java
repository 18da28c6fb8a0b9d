package io.quarkiverse.schema.migrations.internal.adopt;

import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.adopt.AdoptionPlan.ForeignExecution;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;

/**
 * Another tool says that a migration is applied.
 *
 * @param name what the tool calls it
 * @param id its id in the set, whether the sources know it or not
 * @param kind versioned or repeatable
 * @param description a few words; may be empty
 * @param offered the migration of the sources; empty when they do not know it
 * @param proof compares the script that was applied with that of the sources
 * @param happened when and by whom
 * @param remark what else there is to know; may be empty
 */
record ForeignRow(String name, MigrationId id, MigrationKind kind, String description, Optional<Migration> offered,
        ChecksumProof proof,
        ForeignExecution happened, String remark) {

    /** Of one that the sources know. */
    static ForeignRow of(String name, Migration migration, ChecksumProof proof, ForeignExecution happened) {
        return new ForeignRow(name, migration.id(), migration.kind(), migration.description(), Optional.of(migration), proof,
                happened, "");
    }

    /** Of one that they do not know. */
    static ForeignRow ofUnknown(String name, MigrationId id, MigrationKind kind, String description,
            ForeignExecution happened) {
        return new ForeignRow(name, id, kind, description, Optional.empty(), ChecksumProof.none("it is not in the sources"),
                happened, "");
    }

    ForeignRow remarking(String what) {
        return new ForeignRow(name, id, kind, description, offered, proof, happened, what);
    }
}
