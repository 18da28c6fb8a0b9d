package io.quarkiverse.schema.migrations.runtime.internal.adoption;

import java.io.IOException;
import java.util.Optional;

import io.quarkiverse.schema.migrations.model.Script;

/** Compares what another tool has kept of a script with the script in the sources. */
@FunctionalInterface
interface Proof {

    /**
     * @param up the script that applies the migration
     * @param down the one that reverts it, if there is one
     * @throws IOException when a script cannot be read
     */
    Verdict of(Script up, Optional<Script> down) throws IOException;

    /** There is nothing to compare. */
    static Proof none(String reason) {
        return (up, down) -> new Verdict.Unknown(reason);
    }
}
