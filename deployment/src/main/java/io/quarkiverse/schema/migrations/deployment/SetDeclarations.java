package io.quarkiverse.schema.migrations.deployment;

import static io.quarkiverse.schema.migrations.runtime.config.SetKey.DEFAULT_SET;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import io.quarkiverse.schema.migrations.deployment.items.ClassPathFoldersBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.ContributedSetBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.MigrationSetBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.MigrationSetBuildItem.DataSource;
import io.quarkiverse.schema.migrations.deployment.items.MigrationSetBuildItem.Existence;
import io.quarkiverse.schema.migrations.deployment.items.MigrationSetBuildItem.Locations;
import io.quarkiverse.schema.migrations.runtime.MigrationSet;
import io.quarkiverse.schema.migrations.runtime.config.MigrationSetBuildTimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;

/** Gives each set its datasource and its folders, and keeps what is wrong with them. */
final class SetDeclarations {

    private final SortedMap<String, DataSource> dataSources;
    private final ClassPathFoldersBuildItem folders;
    private final Contributions contributions;
    private final List<MigrationSetBuildItem> sets = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    SetDeclarations(SortedMap<String, DataSource> dataSources, ClassPathFoldersBuildItem folders,
            Contributions contributions) {
        this.dataSources = dataSources;
        this.folders = folders;
        this.contributions = contributions;
    }

    /** The sets that are sound. */
    List<MigrationSetBuildItem> sets() {
        return sets;
    }

    /** What is wrong with the others. */
    List<String> problems() {
        return problems;
    }

    void declare(String name, MigrationSetBuildTimeConfig config, Existence existence) {
        Optional<String> unusable = contributions.problem(name, applicationsOwn(name, config));
        if (unusable.isPresent()) {
            problems.add(unusable.get());
            return;
        }
        Optional<DataSource> dataSource = dataSource(name, config);
        if (dataSource.isPresent()) {
            if (ReservedNames.contains(name)) {
                reserved(name);
                return;
            }
            Locations locations = locations(name, config, dataSource.get());
            sets.add(new MigrationSetBuildItem(name, dataSource.get(), locations, existence));
        } else if (config.datasource().isPresent()) {
            problems.add("there is no datasource '" + config.datasource().get() + "' for " + new SetKey(name, "datasource")
                    + "; " + knownDataSources());
        } else if (contributions.of(name).isPresent()) {
            withoutDataSource(contributions.of(name).get());
        } else if (isNeeded(name, config)) {
            problems.add("there is no datasource for " + described(name) + ": set " + new SetKey(name, "datasource") + "; "
                    + knownDataSources());
        }
    }

    private void withoutDataSource(ContributedSetBuildItem contributed) {
        String name = contributed.name();
        problems.add("there is no " + contributed.dataSource().map(wanted -> "datasource '" + wanted + "'")
                .orElse("default datasource") + " for " + described(name) + ", which " + contributed.contributor()
                + " brings: set " + new SetKey(name, "datasource") + ", or turn the set off with "
                + new SetKey(name, "enabled") + "=false; " + knownDataSources());
    }

    private void reserved(String name) {
        String folder = defaultLocation(name);
        // a datasource may be called as it likes, as long as it is not taken for a set
        if (!folders.inApplication(folder).isEmpty()) {
            problems.add(ReservedNames.reason(name) + ": the folder " + folder + " would make one");
        }
    }

    private Optional<DataSource> dataSource(String set, MigrationSetBuildTimeConfig config) {
        if (config.datasource().isPresent()) {
            return Optional.ofNullable(dataSources.get(config.datasource().get()));
        }
        Optional<ContributedSetBuildItem> contributed = contributions.of(set);
        if (contributed.isPresent()) {
            return Optional.ofNullable(dataSources.get(contributed.get().dataSource().orElse(DEFAULT_SET)));
        }
        DataSource namesake = dataSources.get(set);
        return Optional.ofNullable(namesake != null ? namesake : dataSources.get(DEFAULT_SET));
    }

    /** The default set of an application without a default datasource exists only if there is something in it. */
    private boolean isNeeded(String name, MigrationSetBuildTimeConfig config) {
        return !name.equals(DEFAULT_SET) || config.locations().isPresent()
                || !folders.inApplication(defaultLocation(name)).isEmpty();
    }

    private String knownDataSources() {
        return dataSources.isEmpty() ? "the application has no JDBC datasource"
                : "the JDBC datasources are '" + String.join("', '", dataSources.keySet()) + "'";
    }

    private static String described(String set) {
        return set.equals(DEFAULT_SET) ? "the default migration set" : "the migration set '" + set + "'";
    }

    /** Where scripts are that would be the set's if nothing else brought one of that name, and no configuration chose one. */
    private Optional<String> applicationsOwn(String set, MigrationSetBuildTimeConfig config) {
        String location = defaultLocation(set);
        return config.locations().isPresent() || folders.named(location).isEmpty() ? Optional.empty() : Optional.of(location);
    }

    private Locations locations(String set, MigrationSetBuildTimeConfig config, DataSource dataSource) {
        Locations unless = contributions.of(set).map(ContributedSetBuildItem::locations)
                .orElseGet(() -> new Locations(List.of(defaultLocation(set)), Optional.empty()));
        Locations named = config.locations()
                .map(folders -> new Locations(folders, Optional.of(new SetKey(set, "locations").toString())))
                .orElse(unless);
        return new Locations(named.folders().stream().map(location -> folder(location, dataSource.kind())).distinct().toList(),
                named.namedBy());
    }

    private static String folder(String location, String kind) {
        return location.strip().replace("{db-kind}", kind).replaceFirst("^/+", "").replaceFirst("/+$", "");
    }

    private static String defaultLocation(String set) {
        return MigrationSet.defaultLocation(set);
    }
}
