package io.quarkiverse.schema.migrations.model;

import java.util.Objects;
import java.util.Optional;

/**
 * A SQL script: where it is, what it hashes to, how it wants to run. Its text is read only when it is about to run.
 *
 * @param location the path shown to people, for example {@code db/migrations/V1__shop.sql}
 * @param checksum the checksum of its text without the lines at its head that hold directives
 * @param asWritten the checksum of all of its text, by which earlier releases knew it
 * @param options what it says about running it
 * @param text where its bytes come from
 */
public record Script(String location, Checksum checksum, Checksum asWritten, ScriptOptions options, ScriptText text)
        implements
            Work {

    public Script {
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(checksum, "checksum");
        Objects.requireNonNull(asWritten, "asWritten");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(text, "text");
    }

    /** A script without directives. */
    public Script(String location, Checksum checksum, ScriptOptions options, ScriptText text) {
        this(location, checksum, checksum, options, text);
    }

    @Override
    public Optional<Checksum> verifiedBy() {
        return Optional.of(checksum);
    }

    @Override
    public boolean differsFrom(Optional<Checksum> then) {
        return then.isPresent() && !then.get().hex().equals(checksum.hex()) && !then.get().hex().equals(asWritten.hex());
    }
}
