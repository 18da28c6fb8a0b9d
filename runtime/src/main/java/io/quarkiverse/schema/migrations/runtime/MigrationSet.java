package io.quarkiverse.schema.migrations.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import io.quarkiverse.schema.migrations.model.SetName;

/**
 * What the build tells the application about a migration set.
 *
 * @param name the name of the set
 * @param dataSource the name of the datasource that it migrates
 * @param databaseKind the kind of that datasource, as Quarkus spells it; decides about variants
 * @param locations the folders of the class path where its scripts are, for messages
 * @param index the class path location of the index of its migrations
 */
public record MigrationSet(String name, String dataSource, String databaseKind, List<String> locations, String index) {

    public MigrationSet {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(databaseKind, "databaseKind");
        locations = List.copyOf(locations);
        Objects.requireNonNull(index, "index");
    }

    /** Where the scripts of a set are when its configuration does not say so: a folder of the class path. */
    public static String defaultLocation(String set) {
        return set.equals(SetName.DEFAULT) ? "db/migrations" : "db/" + set + "/migrations";
    }

    /** There is one set of a name. What a record does here by itself is made at its first use, which is at start-up. */
    @Override
    public boolean equals(Object other) {
        return other instanceof MigrationSet set && name.equals(set.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /**
     * The directory that the configuration means.
     *
     * @param configured its name, which may hold {@code {db-kind}}
     * @throws java.nio.file.InvalidPathException when it cannot be a name
     */
    public Path directory(String configured) {
        return Path.of(configured.replace("{db-kind}", databaseKind));
    }
}
