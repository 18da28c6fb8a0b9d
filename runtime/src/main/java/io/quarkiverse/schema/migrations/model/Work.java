package io.quarkiverse.schema.migrations.model;

import java.util.Optional;

/** What a migration does in one direction: a script, or code in Java. */
public sealed interface Work permits Script, Code {

    /** Where it is, for people; for example {@code db/migrations/V1__shop.sql} or {@code java:org.acme.SplitNames}. */
    String location();

    /** {@link #location()} in messages: what is invisible in it is written out. */
    default String shown() {
        return VisibleText.of(location());
    }

    /** What tells whether it has changed; empty where nothing does. */
    Optional<Checksum> verifiedBy();

    /** What it says about running it. */
    ScriptOptions options();
}
