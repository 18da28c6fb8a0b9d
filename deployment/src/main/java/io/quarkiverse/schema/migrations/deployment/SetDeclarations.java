package io.quarkiverse.schema.migrations.deployment;

import static io.quarkiverse.schema.migrations.runtime.config.SetKey.DEFAULT_SET;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import io.quarkiverse.schema.migrations.deployment.items.ClassPathFoldersBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.MigrationSetBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.MigrationSetBuildItem.DataSource;
import io.quarkiverse.schema.migrations.deployment.items.MigrationSetBuildItem.Existence;
import io.quarkiverse.schema.migrations.deployment.items.MigrationSetBuildItem.Locations;
import io.quarkiverse.schema.migrations.runtime.config.MigrationSetBuildTimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;

/** Gives each set its datasource and its folders, and keeps what is wrong with them. */
final class SetDeclarations {

    private final SortedMap<String, DataSource> dataSources;
    private final ClassPathFoldersBuildItem folders;
    private final List<MigrationSetBuildItem> sets = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    SetDeclarations(SortedMap<String, DataSource> dataSources, ClassPathFoldersBuildItem folders) {
        this.dataSources = dataSources;
        this.folders = folders;
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
        } else if (isNeeded(name, config)) {
            problems.add("there is no datasource for " + described(name) + ": set " + new SetKey(name, "datasource") + "; "
                    + knownDataSources());
        }
    }

    private void reserved(String name) {
        String folder = defaultLocation(name);
        // a datasource may be called as it likes, as long as nobody takes it for a set
        if (!folders.inApplication(folder).isEmpty()) {
            problems.add(ReservedNames.reason(name) + ": the folder " + folder + " would make one");
        }
    }

    private Optional<DataSource> dataSource(String set, MigrationSetBuildTimeConfig config) {
        if (config.datasource().isPresent()) {
            return Optional.ofNullable(dataSources.get(config.datasource().get()));
        }
        DataSource namesake = dataSources.get(set);
        return Optional.ofNullable(namesake != null ? namesake : dataSources.get(DEFAULT_SET));
    }

    /** The default set of an application without a default datasource is nobody's wish unless there is something in it. */
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

    private static Locations locations(String set, MigrationSetBuildTimeConfig config, DataSource dataSource) {
        List<String> folders = config.locations().orElse(List.of(defaultLocation(set))).stream()
                .map(location -> folder(location, dataSource.kind()))
                .distinct()
                .toList();
        return new Locations(folders, config.locations().map(named -> new SetKey(set, "locations")));
    }

    private static String folder(String location, String kind) {
        return location.strip().replace("{db-kind}", kind).replaceFirst("^/+", "").replaceFirst("/+$", "");
    }

    private static String defaultLocation(String set) {
        return set.equals(DEFAULT_SET) ? "db/migrations" : "db/" + set + "/migrations";
    }
}
