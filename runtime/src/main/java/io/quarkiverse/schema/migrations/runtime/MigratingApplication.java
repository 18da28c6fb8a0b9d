package io.quarkiverse.schema.migrations.runtime;

import java.util.Objects;

/**
 * The application, as the history will name it.
 *
 * @param name its name
 * @param version its version
 */
public record MigratingApplication(String name, String version) {

    public MigratingApplication {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
    }
}
