package io.quarkiverse.schema.migrations.runtime;

import java.util.Objects;

/**
 * What the build tells the application about a migration set.
 *
 * @param name the name of the set
 * @param dataSource the name of the datasource that it migrates
 * @param index the class path location of the index of its migrations
 */
public record MigrationSet(String name, String dataSource, String index) {

    public MigrationSet {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(index, "index");
    }
}
