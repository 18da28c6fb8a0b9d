package io.quarkiverse.schema.migrations.deployment.items;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

import io.quarkus.builder.item.SimpleBuildItem;

/** The named sets that the configuration speaks of. That this exists says that the configuration knows all its keys. */
public final class ConfiguredSetNamesBuildItem extends SimpleBuildItem {

    private final SortedSet<String> names;

    public ConfiguredSetNamesBuildItem(Collection<String> names) {
        this.names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    /** The names, without the default set's. */
    public SortedSet<String> names() {
        return names;
    }
}
