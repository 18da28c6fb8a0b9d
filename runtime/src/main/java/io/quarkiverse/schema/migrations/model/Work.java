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

    /** Whether it is another one than a checksum was kept of; what is not known cannot differ. */
    default boolean differsFrom(Optional<Checksum> then) {
        Optional<Checksum> now = verifiedBy();
        return then.isPresent() && now.isPresent() && !then.get().hex().equals(now.get().hex());
    }

    /** What it says about running it. */
    ScriptOptions options();
}
