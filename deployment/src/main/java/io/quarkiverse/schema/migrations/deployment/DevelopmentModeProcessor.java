package io.quarkiverse.schema.migrations.deployment;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkiverse.schema.migrations.deployment.items.MigrationSetBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.ScannedSetBuildItem;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.deployment.IsDevelopment;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.HotDeploymentWatchedFileBuildItem;

/** In development mode, has the application restart when a script is added, edited or removed. */
@BuildSteps(onlyIf = { SchemaMigrationsEnabled.class, IsDevelopment.class })
class DevelopmentModeProcessor {

    @BuildStep
    HotDeploymentWatchedFileBuildItem watchLocations(List<MigrationSetBuildItem> sets) {
        // a set that is not there yet begins with a folder in this one
        TreeSet<String> folders = new TreeSet<>(List.of(LibrarySetsProcessor.FOLDER + "/"));
        sets.forEach(set -> set.locations().folders().forEach(folder -> folders.add(folder + "/")));
        // a predicate, not a list of files: the one that matters most is the one that is not there yet
        return HotDeploymentWatchedFileBuildItem.builder()
                .setLocationPredicate(path -> folders.stream().anyMatch(path.replace('\\', '/')::startsWith))
                .build();
    }

    /** They are no resources, so each path is watched by itself. After a change they are looked through anew. */
    @BuildStep
    void watchDirectories(List<ScannedSetBuildItem> sets, BuildProducer<HotDeploymentWatchedFileBuildItem> watched) {
        Config config = ConfigProvider.getConfig();
        Set<Path> paths = new TreeSet<>();
        for (ScannedSetBuildItem set : sets) {
            config.getOptionalValues(new SetKey(set.set().name(), "directories").toString(), String.class).ifPresent(
                    names -> names.forEach(name -> paths.addAll(WatchedDirectory.paths(set.set().directory(name.strip())))));
        }
        paths.forEach(path -> watched.produce(new HotDeploymentWatchedFileBuildItem(path.toString())));
    }
}
