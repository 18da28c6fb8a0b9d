package io.quarkiverse.schema.migrations.deployment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.deployment.items.ClassPathFoldersBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.LockFilesBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.ProjectBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.ProjectBuildItem.Stage;
import io.quarkiverse.schema.migrations.deployment.items.ScannedSetBuildItem;
import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.Work;
import io.quarkiverse.schema.migrations.runtime.config.MigrationSetBuildTimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsBuildTimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.bootstrap.workspace.WorkspaceModule;
import io.quarkus.deployment.IsDevelopment;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.annotations.Produce;
import io.quarkus.deployment.builditem.HotDeploymentWatchedFileBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.deployment.pkg.builditem.OutputTargetBuildItem;
import io.quarkus.dev.spi.DevModeType;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Holds each set's migrations against those that the project has recorded, or records them. */
@BuildSteps(onlyIf = SchemaMigrationsEnabled.class)
class LockFileProcessor {

    private static final List<String> BUILD_FILES = List.of("pom.xml", "build.gradle", "build.gradle.kts");

    @BuildStep
    ProjectBuildItem findProject(CurateOutcomeBuildItem model, LaunchModeBuildItem mode, OutputTargetBuildItem target) {
        WorkspaceModule module = model.getApplicationModel().getAppArtifact().getWorkspaceModule();
        Path directory = module == null ? above(target.getOutputDirectory()) : module.getModuleDir().toPath();
        return new ProjectBuildItem(directory, target.isRebuild() ? Stage.ELSEWHERE : stage(mode));
    }

    /** Packaging knows nothing of the workspace; and it is run from wherever the whole build is. */
    private static Path above(Path output) {
        for (Path folder = output.toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (BUILD_FILES.stream().map(folder::resolve).anyMatch(Files::exists)) {
                return folder;
            }
        }
        return output.toAbsolutePath().getParent();
    }

    private static Stage stage(LaunchModeBuildItem mode) {
        // continuous testing: the application in development has just recorded, or is about to
        boolean besideAnother = mode.getLaunchMode() == LaunchMode.TEST && mode.isAuxiliaryApplication();
        if (besideAnother || mode.getDevModeType().filter(DevModeType.REMOTE_SERVER_SIDE::equals).isPresent()) {
            return Stage.ELSEWHERE;
        }
        return mode.getLaunchMode() == LaunchMode.DEVELOPMENT || mode.getDevModeType().isPresent() ? Stage.DEVELOPMENT
                : Stage.BUILD;
    }

    /** Produces a service start only so that it runs in every build. */
    @BuildStep
    @Produce(ServiceStartBuildItem.class)
    LockFilesBuildItem keep(List<ScannedSetBuildItem> sets, SchemaMigrationsBuildTimeConfig config, ProjectBuildItem project,
            ClassPathFoldersBuildItem folders) {
        List<InvalidSourcesException> invalid = new ArrayList<>();
        Map<Path, SetKey> owners = new TreeMap<>();
        for (ScannedSetBuildItem set : sets.stream().sorted(Comparator.comparing(item -> item.set().name())).toList()) {
            MigrationSetBuildTimeConfig settings = config.sets().get(set.set().name());
            Optional<String> path = settings.lockFile();
            if (path.isPresent() && project.stage() != Stage.ELSEWHERE) {
                Path file = project.file(path.get());
                refuseShared(path.get(), owners, file, new SetKey(set.set().name(), "lock-file"));
                SetLockFile lockFile = new SetLockFile(set.set().name(), path.get(), file, ofTests(set, folders));
                try {
                    if (settings.updateLockFile()) {
                        lockFile.write(set.migrations());
                    } else if (project.stage() == Stage.DEVELOPMENT) {
                        lockFile.develop(set.migrations());
                    } else {
                        lockFile.check(set.migrations());
                    }
                } catch (InvalidSourcesException e) {
                    invalid.add(e);
                }
            }
        }
        if (!invalid.isEmpty()) {
            throw InvalidSetsException.of(invalid);
        }
        return new LockFilesBuildItem(owners.keySet());
    }

    private static void refuseShared(String path, Map<Path, SetKey> owners, Path file, SetKey key) {
        SetKey other = owners.putIfAbsent(file, key);
        if (other != null) {
            throw new ConfigurationException("two migration sets cannot share the lock file '" + path + "'; change " + other
                    + " or " + key, Set.of(other.toString(), key.toString()));
        }
    }

    /** The migrations that are there for tests alone, or that tests have in another form. */
    private static Set<MigrationId> ofTests(ScannedSetBuildItem set, ClassPathFoldersBuildItem folders) {
        return set.migrations().stream()
                .filter(migration -> migration.work().stream().anyMatch(work -> folders.inTests(file(work))))
                .map(Migration::id).collect(Collectors.toUnmodifiableSet());
    }

    private static String file(Work work) {
        return work instanceof Code code ? code.className().replace('.', '/') + ".class" : work.location();
    }

    /** It lies outside of what is watched otherwise. */
    @BuildStep(onlyIf = IsDevelopment.class)
    void watch(List<ScannedSetBuildItem> sets, SchemaMigrationsBuildTimeConfig config, ProjectBuildItem project,
            BuildProducer<HotDeploymentWatchedFileBuildItem> watched) {
        for (ScannedSetBuildItem set : sets) {
            config.sets().get(set.set().name()).lockFile().map(project::file)
                    .ifPresent(file -> watched.produce(new HotDeploymentWatchedFileBuildItem(file.toString())));
        }
    }
}
