package io.quarkiverse.schema.migrations.deployment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.deployment.items.ContributedSetBuildItem;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;

/** The sets that libraries and extensions bring, and why one of them cannot be had. */
final class Contributions {

    private final SortedMap<String, List<ContributedSetBuildItem>> bySet = new TreeMap<>();

    Contributions(Collection<ContributedSetBuildItem> contributed) {
        contributed.stream().sorted(Comparator.comparing(ContributedSetBuildItem::contributor))
                .forEach(set -> bySet.computeIfAbsent(set.name(), name -> new ArrayList<>()).add(set));
    }

    /** The names of the sets. */
    SortedSet<String> sets() {
        return new TreeSet<>(bySet.keySet());
    }

    /** Who brings a set; empty when nothing does, or more than one: then there is a {@link #problem}. */
    Optional<ContributedSetBuildItem> of(String set) {
        List<ContributedSetBuildItem> all = bySet.getOrDefault(set, List.of());
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    /**
     * What keeps a set from being had as it is brought.
     *
     * @param taken where the application has scripts for a set of that name
     */
    Optional<String> problem(String set, Optional<String> taken) {
        List<ContributedSetBuildItem> all = bySet.getOrDefault(set, List.of());
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String first = all.get(0).contributor();
        if (set.equals(SetKey.DEFAULT_SET)) {
            return Optional.of("the default migration set is the application's own, and cannot be brought by " + first
                    + "; have it named otherwise there");
        }
        if (ReservedNames.contains(set)) {
            return Optional.of(ReservedNames.reason(set) + ", in " + first);
        }
        if (all.size() > 1) {
            return Optional.of("the migration set '" + set + "' is brought by "
                    + all.stream().map(ContributedSetBuildItem::contributor).collect(Collectors.joining(" and by "))
                    + "; leave one of them out of the dependencies, or turn the set off with " + new SetKey(set, "enabled")
                    + "=false");
        }
        return taken.map(folder -> "the migration set '" + set + "' is brought by " + first + ", and there are scripts for a "
                + "set of that name in " + folder + "; move these to a set of another name, or say with "
                + new SetKey(set, "locations") + " which folders are to be used");
    }
}
