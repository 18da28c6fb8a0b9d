package io.quarkiverse.schema.migrations.deployment.items;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.schema.migrations.deployment.items.MigrationSetBuildItem.Locations;
import io.quarkus.builder.item.MultiBuildItem;

/**
 * A migration set that something else than the application brings to it. For the authors of extensions: a build step that
 * produces one adds the scripts in an extension's runtime artifact to the application, as a set with a history of its own.
 * <p>
 * The application has the last word: it can turn the set off, give it another datasource and set all that can be set for a
 * set. A plain library needs no build step; it puts its scripts into {@code META-INF/schema-migrations/<set>}.
 */
public final class ContributedSetBuildItem extends MultiBuildItem {

    private final String name;
    private final String contributor;
    private final Locations locations;
    private final Optional<String> dataSource;

    private ContributedSetBuildItem(String name, String contributor, Locations locations, Optional<String> dataSource) {
        this.name = Objects.requireNonNull(name, "name");
        this.contributor = Objects.requireNonNull(contributor, "contributor");
        this.locations = Objects.requireNonNull(locations, "locations");
        this.dataSource = dataSource;
    }

    /**
     * A set that an extension brings, on the application's default datasource. That two bring one of the same name fails
     * the build, and so does a name that is a configuration key.
     *
     * @param name the name of the set
     * @param extension the name of the extension, for messages
     * @param folders the class path folders of the scripts; {@code {db-kind}} in one stands for the kind of the datasource.
     *        Each must hold a migration. None: all the migrations are in Java
     */
    public ContributedSetBuildItem(String name, String extension, List<String> folders) {
        this(name, "the extension '" + extension + "'",
                new Locations(folders, Optional.of("the extension '" + extension + "'")), Optional.empty());
    }

    /**
     * A set that a jar, or the application itself, brings by having a folder for it. The folder may be without scripts.
     *
     * @param name the name of the set
     * @param owner whose folder it is, for messages
     * @param folder the class path folder
     */
    public static ContributedSetBuildItem ofFolder(String name, String owner, String folder) {
        return new ContributedSetBuildItem(name, owner, new Locations(List.of(folder), Optional.empty()), Optional.empty());
    }

    /** The same set on another datasource than the default one, unless the application says otherwise. */
    public ContributedSetBuildItem onDataSource(String other) {
        return new ContributedSetBuildItem(name, contributor, locations, Optional.of(other));
    }

    /** The name of the set. */
    public String name() {
        return name;
    }

    /** Who brings it, for messages. */
    public String contributor() {
        return contributor;
    }

    /** Where its scripts lie. */
    public Locations locations() {
        return locations;
    }

    /** The datasource that it is meant for; empty when that is the default one. */
    public Optional<String> dataSource() {
        return dataSource;
    }
}
