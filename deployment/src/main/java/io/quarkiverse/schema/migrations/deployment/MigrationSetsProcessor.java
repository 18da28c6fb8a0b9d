package io.quarkiverse.schema.migrations.deployment;

import static io.quarkiverse.schema.migrations.runtime.config.SetKey.DEFAULT_SET;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.quarkiverse.schema.migrations.deployment.items.ClassPathFoldersBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.ConfiguredSetNamesBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.ContributedSetBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.MigrationSetBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.MigrationSetBuildItem.DataSource;
import io.quarkiverse.schema.migrations.deployment.items.MigrationSetBuildItem.Existence;
import io.quarkiverse.schema.migrations.runtime.config.MigrationSetBuildTimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsBuildTimeConfig;
import io.quarkus.agroal.spi.JdbcDataSourceBuildItem;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.ApplicationArchivesBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Finds out which sets there may be, and which datasource and folders each of them has. */
@BuildSteps(onlyIf = SchemaMigrationsEnabled.class)
class MigrationSetsProcessor {

    @BuildStep
    ClassPathFoldersBuildItem findRoots(ApplicationArchivesBuildItem archives, CurateOutcomeBuildItem model,
            LaunchModeBuildItem mode) {
        return ClassPathFoldersBuildItem.of(archives.getRootArchive(), model, mode.getLaunchMode());
    }

    @BuildStep
    List<MigrationSetBuildItem> declareSets(SchemaMigrationsBuildTimeConfig config, ConfiguredSetNamesBuildItem configured,
            List<ContributedSetBuildItem> contributed, List<JdbcDataSourceBuildItem> dataSources,
            ClassPathFoldersBuildItem folders) {
        SortedMap<String, DataSource> known = new TreeMap<>();
        dataSources.forEach(item -> known.put(item.getName(), new DataSource(item.getName(), item.getDbKind())));
        SortedSet<String> names = new TreeSet<>(known.keySet());
        names.addAll(configured.names());
        names.add(DEFAULT_SET);
        Contributions contributions = new Contributions(contributed);
        names.addAll(contributions.sets());
        SetDeclarations declarations = new SetDeclarations(known, folders, contributions);
        for (String name : names) {
            MigrationSetBuildTimeConfig set = config.sets().get(name);
            if (set.enabled()) {
                boolean declared = name.equals(DEFAULT_SET) || configured.names().contains(name)
                        || contributions.sets().contains(name);
                declarations.declare(name, set, declared ? Existence.DECLARED : Existence.WHEN_SCRIPTS_ARE_FOUND);
            }
        }
        if (!declarations.problems().isEmpty()) {
            throw new ConfigurationException(String.join("\n", declarations.problems()));
        }
        return declarations.sets();
    }
}
