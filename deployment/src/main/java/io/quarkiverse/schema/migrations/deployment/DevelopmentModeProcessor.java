package io.quarkiverse.schema.migrations.deployment;

import java.util.List;
import java.util.TreeSet;

import io.quarkiverse.schema.migrations.deployment.items.MigrationSetBuildItem;
import io.quarkus.deployment.IsDevelopment;
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
}
