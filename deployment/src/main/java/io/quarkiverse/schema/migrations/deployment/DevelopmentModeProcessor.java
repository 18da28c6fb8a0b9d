package io.quarkiverse.schema.migrations.deployment;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkiverse.schema.migrations.deployment.items.DevelopmentSetsBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.MigrationSetBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.ScannedSetBuildItem;
import io.quarkiverse.schema.migrations.runtime.DevelopmentRecorder;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.agroal.spi.JdbcDataSourceBuildItem;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.deployment.IsDevelopment;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.builditem.HotDeploymentWatchedFileBuildItem;
import io.quarkus.runtime.configuration.ConfigUtils;

/** In development mode, has the application restart when a script is added, edited or removed. */
@BuildSteps(onlyIf = { SchemaMigrationsEnabled.class, IsDevelopment.class })
class DevelopmentModeProcessor {

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    DevelopmentSetsBuildItem makeSets(List<DevServicesResultBuildItem> services, List<JdbcDataSourceBuildItem> dataSources,
            DevelopmentRecorder recorder) {
        Set<String> started = new TreeSet<>();
        for (JdbcDataSourceBuildItem dataSource : dataSources) {
            List<String> urls = DataSourceUtil.dataSourcePropertyKeys(dataSource.getName(), "jdbc.url");
            boolean own = services.stream().filter(DevServicesResultBuildItem::isStartable)
                    .anyMatch(service -> urls.stream().anyMatch(service.getApplicationConfigProvider()::containsKey));
            // with a URL of the application's own, it need not be that database that the application uses
            if (own && !ConfigUtils.isAnyPropertyPresent(urls)) {
                started.add(dataSource.getName());
            }
        }
        return new DevelopmentSetsBuildItem(recorder.sets(started));
    }

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
