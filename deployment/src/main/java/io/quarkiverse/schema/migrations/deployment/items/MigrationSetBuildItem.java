package io.quarkiverse.schema.migrations.deployment.items;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.quarkus.builder.item.MultiBuildItem;

/** A migration set that may hold migrations: where to look for them, and what for. */
public final class MigrationSetBuildItem extends MultiBuildItem {

    /** What makes a set exist. */
    public enum Existence {
        /** It is the default set, or the configuration speaks of it, or a library or an extension brings it. */
        DECLARED,
        /** There are scripts in the place where a set named like the datasource would have them. */
        WHEN_SCRIPTS_ARE_FOUND
    }

    private final String name;
    private final DataSource dataSource;
    private final Locations locations;
    private final Existence existence;

    /**
     * The datasource of a set.
     *
     * @param name its name
     * @param kind its kind, as Quarkus spells it
     */
    public record DataSource(String name, String kind) {
        public DataSource {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(kind, "kind");
        }
    }

    /**
     * Where scripts lie.
     *
     * @param folders class path folders, without a slash at the end
     * @param namedBy the configuration key or the extension that names them, for messages: then each has to hold a
     *        migration; empty where they are the default ones
     */
    public record Locations(List<String> folders, Optional<String> namedBy) {
        public Locations {
            folders = List.copyOf(folders);
            Objects.requireNonNull(namedBy, "namedBy");
        }
    }

    public MigrationSetBuildItem(String name, DataSource dataSource, Locations locations, Existence existence) {
        this.name = Objects.requireNonNull(name, "name");
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.locations = Objects.requireNonNull(locations, "locations");
        this.existence = Objects.requireNonNull(existence, "existence");
    }

    /** The name of the set. */
    public String name() {
        return name;
    }

    /** The datasource that the set migrates. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Where its scripts lie. */
    public Locations locations() {
        return locations;
    }

    /** What makes it exist. */
    public Existence existence() {
        return existence;
    }
}
