package io.quarkiverse.schema.migrations.model;

import java.util.Objects;
import java.util.Optional;

/**
 * A migration in Java, in one direction. It is a name only: the source that offers the migration has the code.
 *
 * @param className the name of its class
 * @param verifiedBy the checksum that its author has given it; empty where nothing tells whether it has changed
 * @param options what it says about running it
 */
public record Code(String className, Optional<Checksum> verifiedBy, ScriptOptions options) implements Work {

    public Code {
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(verifiedBy, "verifiedBy");
        Objects.requireNonNull(options, "options");
    }

    @Override
    public String location() {
        return "java:" + className;
    }

    /** The way back of the same class, which has no checksum of its own. */
    public Code back() {
        return new Code(className, Optional.empty(), options);
    }
}
