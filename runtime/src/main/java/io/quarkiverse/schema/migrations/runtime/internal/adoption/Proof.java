package io.quarkiverse.schema.migrations.runtime.internal.adoption;

import java.io.IOException;

import io.quarkiverse.schema.migrations.model.Migration;

/** Compares what another tool has kept of a script with the script in the sources. */
@FunctionalInterface
interface Proof {

    /**
     * @throws IOException when the script cannot be read
     */
    Verdict of(Migration migration) throws IOException;

    /** There is nothing to compare. */
    static Proof none(String reason) {
        return migration -> new Verdict.Unknown(reason);
    }
}
