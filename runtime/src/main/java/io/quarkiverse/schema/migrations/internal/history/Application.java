package io.quarkiverse.schema.migrations.internal.history;

import java.util.Optional;

/**
 * Who runs the migrations.
 *
 * @param name the application's name, if it has one
 * @param version its version, if it has one
 */
public record Application(Optional<String> name, Optional<String> version) {

    /** An application that says nothing of itself. */
    public static final Application UNKNOWN = new Application(Optional.empty(), Optional.empty());

    @Override
    public String toString() {
        return name.orElse("an application") + version.map(v -> " " + v).orElse("");
    }
}
