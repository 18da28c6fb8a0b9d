package io.quarkiverse.schema.migrations.testing.safety;

/** Says how to write what is unsafe on one database safely. */
interface Remedies {

    /** Returns the safe way to do what was done to a table. */
    String of(Hazard hazard, TableEffect effect);
}
