package io.quarkiverse.schema.migrations.deployment.items;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

import io.quarkus.builder.item.SimpleBuildItem;

/** The sets to which beans of the application add migrations. */
public final class SourceBeansBuildItem extends SimpleBuildItem {

    private final SortedSet<String> sets;

    public SourceBeansBuildItem(Collection<String> sets) {
        this.sets = Collections.unmodifiableSortedSet(new TreeSet<>(sets));
    }

    /** Whether there is a bean for the set of this name. */
    public boolean addTo(String set) {
        return sets.contains(set);
    }
}
