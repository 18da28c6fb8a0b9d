package io.quarkiverse.schema.migrations.deployment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkiverse.schema.migrations.deployment.items.LockFilesBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.MigrationSetBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.ScannedSetBuildItem;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.bootstrap.workspace.ArtifactSources;
import io.quarkus.bootstrap.workspace.SourceDir;
import io.quarkus.bootstrap.workspace.WorkspaceModule;
import io.quarkus.deployment.IsDevelopment;
import io.quarkus.deployment.IsNormal;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.annotations.Produce;
import io.quarkus.deployment.builditem.CuratedApplicationShutdownBuildItem;
import io.quarkus.deployment.builditem.HotDeploymentWatchedFileBuildItem;
import io.quarkus.deployment.builditem.LiveReloadBuildItem;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.deployment.dev.RuntimeUpdatesProcessor;
import io.quarkus.deployment.dev.testing.TestSupport;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;

/**
 * Has the application restart in development mode, and the tests run again in continuous testing, when a migration is added,
 * edited or removed. The tests' build has to say so as well: what it does not know it copies in silence.
 */
@BuildSteps(onlyIf = SchemaMigrationsEnabled.class, onlyIfNot = IsNormal.class)
class WatchProcessor {

    private static final List<String> SOURCES = List.of(".java", ".kt");

    @BuildStep
    HotDeploymentWatchedFileBuildItem watchScripts(List<MigrationSetBuildItem> sets) {
        Set<String> folders = folders(sets);
        // a predicate, not a list of files: the one that matters most is the one that is not there yet
        return HotDeploymentWatchedFileBuildItem.builder()
                .setLocationPredicate(path -> folders.stream().anyMatch(folder -> path.replace('\\', '/')
                        .startsWith(folder + "/")))
                .build();
    }

    private static Set<String> folders(List<MigrationSetBuildItem> sets) {
        // a set that is not there yet begins with a folder in this one
        Set<String> folders = new TreeSet<>(List.of(LibrarySetsProcessor.FOLDER));
        sets.forEach(set -> folders.addAll(set.locations().folders()));
        return folders;
    }

    /**
     * A new script is copied by whichever looks first, the application or its tests, and the other one does not see it. The
     * time of its folder tells both.
     */
    @BuildStep
    void watchFolders(List<MigrationSetBuildItem> sets, CurateOutcomeBuildItem model,
            BuildProducer<HotDeploymentWatchedFileBuildItem> watched) {
        Set<Path> paths = new TreeSet<>();
        for (Path root : resources(model)) {
            for (String folder : folders(sets)) {
                WatchedDirectory.paths(root.resolve(folder)).stream().filter(path -> !Files.isRegularFile(path))
                        .forEach(paths::add);
            }
        }
        paths.forEach(path -> watched.produce(new HotDeploymentWatchedFileBuildItem(path.toString())));
    }

    private static List<Path> resources(CurateOutcomeBuildItem model) {
        List<Path> roots = new ArrayList<>();
        sources(model).flatMap(sources -> sources.getResourceDirs().stream()).map(SourceDir::getDir).forEach(roots::add);
        if (RuntimeUpdatesProcessor.INSTANCE != null) {
            roots.addAll(RuntimeUpdatesProcessor.INSTANCE.getResourcesDir());
        }
        return roots;
    }

    private static Stream<ArtifactSources> sources(CurateOutcomeBuildItem model) {
        WorkspaceModule module = model.getApplicationModel().getAppArtifact().getWorkspaceModule();
        return module == null ? Stream.of()
                : Stream.of(module.getMainSources(), module.getTestSources())
                        .filter(sources -> sources != null);
    }

    /** A start runs Java migrations, and no test: without this, an edit would seem to concern none. */
    @BuildStep
    void watchCode(List<ScannedSetBuildItem> sets, CurateOutcomeBuildItem model,
            BuildProducer<HotDeploymentWatchedFileBuildItem> watched) {
        List<Path> directories = sources(model).flatMap(sources -> sources.getSourceDirs().stream()).map(SourceDir::getDir)
                .toList();
        sets.stream().flatMap(set -> set.migrations().stream()).map(Migration::up).filter(Code.class::isInstance)
                .map(up -> ((Code) up).className().replaceFirst("\\$.*", "").replace('.', '/'))
                .flatMap(name -> SOURCES.stream().map(name::concat)).distinct()
                .flatMap(name -> directories.stream().map(directory -> directory.resolve(name))).filter(Files::exists)
                .forEach(file -> watched.produce(new HotDeploymentWatchedFileBuildItem(file.toAbsolutePath().toString())));
    }

    /**
     * Directories of the file system are no resources, so each path is watched by itself. After a change they are read again.
     */
    @BuildStep
    void watchDirectories(List<ScannedSetBuildItem> sets, BuildProducer<HotDeploymentWatchedFileBuildItem> watched) {
        directories(sets, "").stream().flatMap(directory -> WatchedDirectory.paths(directory).stream()).distinct()
                .forEach(path -> watched.produce(new HotDeploymentWatchedFileBuildItem(path.toString())));
    }

    /** The directories that are configured for the sets. */
    private static Set<Path> directories(List<ScannedSetBuildItem> sets, String profile) {
        Config config = ConfigProvider.getConfig();
        Set<Path> directories = new TreeSet<>();
        for (ScannedSetBuildItem set : sets) {
            String key = new SetKey(set.set().name(), "directories").toString();
            config.getOptionalValues(profile + key, String.class).or(() -> config.getOptionalValues(key, String.class))
                    .ifPresent(names -> names.forEach(name -> directories.add(set.set().directory(name.strip()))));
        }
        return directories;
    }

    /** Directories and lock files lie outside of what continuous testing watches. */
    @BuildStep(onlyIf = IsDevelopment.class)
    @Produce(ServiceStartBuildItem.class)
    void testDirectories(List<ScannedSetBuildItem> sets, LockFilesBuildItem lockFiles, LiveReloadBuildItem reload,
            CuratedApplicationShutdownBuildItem shutdown) {
        Set<Path> directories = directories(sets, "%test.");
        directories.addAll(lockFiles.files());
        TestedDirectories tested = reload.getContextObject(TestedDirectories.class);
        if (tested == null && !directories.isEmpty() && TestSupport.instance().isPresent()) {
            TestSupport tests = TestSupport.instance().get();
            tested = new TestedDirectories(tests::runTests);
            shutdown.addCloseTask(tested::end, false);
            reload.setContextObject(TestedDirectories.class, tested);
        }
        if (tested != null) {
            tested.are(directories, lockFiles.files());
        }
    }
}
