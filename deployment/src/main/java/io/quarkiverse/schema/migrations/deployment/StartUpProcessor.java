package io.quarkiverse.schema.migrations.deployment;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import io.quarkiverse.schema.migrations.deployment.items.DevelopmentSetsBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.ScannedSetBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.SourceBeansBuildItem;
import io.quarkiverse.schema.migrations.internal.history.ExpectedHistory;
import io.quarkiverse.schema.migrations.runtime.DevelopmentRecorder;
import io.quarkiverse.schema.migrations.runtime.MigrationSet;
import io.quarkiverse.schema.migrations.runtime.SchemaMigrationsRecorder;
import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsBuildTimeConfig;
import io.quarkus.agroal.spi.JdbcDataSourceSchemaReadyBuildItem;
import io.quarkus.arc.deployment.BeanContainerBuildItem;
import io.quarkus.arc.deployment.SyntheticBeansRuntimeInitBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.annotations.Consume;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.InitTaskCompletedBuildItem;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Migrates when the application starts, and lets go on whoever waits for the schema of those datasources. */
@BuildSteps(onlyIf = SchemaMigrationsEnabled.class)
class StartUpProcessor {

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(BeanContainerBuildItem.class)
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    ServiceStartBuildItem migrate(List<ScannedSetBuildItem> scanned, SourceBeansBuildItem sources,
            SchemaMigrationsBuildTimeConfig config, SchemaMigrationsRecorder recorder,
            Optional<DevelopmentSetsBuildItem> development,
            ShutdownContextBuildItem shutdown, BuildProducer<JdbcDataSourceSchemaReadyBuildItem> schemaReady) {
        if (development.isPresent()) {
            return null;
        }
        recorder.start(declared(scanned), built(scanned, sources), config.disabled(), shutdown);
        return started(scanned, sources, schemaReady);
    }

    /** By itself, or else every application would load the recorder of development mode. */
    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(BeanContainerBuildItem.class)
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    ServiceStartBuildItem migrateInDevelopment(List<ScannedSetBuildItem> scanned, SourceBeansBuildItem sources,
            SchemaMigrationsBuildTimeConfig config, DevelopmentRecorder recorder,
            Optional<DevelopmentSetsBuildItem> development,
            ShutdownContextBuildItem shutdown, BuildProducer<JdbcDataSourceSchemaReadyBuildItem> schemaReady) {
        if (development.isEmpty()) {
            return null;
        }
        recorder.start(declared(scanned), built(scanned, sources), config.disabled(), development.get().sets(), shutdown);
        return started(scanned, sources, schemaReady);
    }

    private static List<MigrationSet> declared(List<ScannedSetBuildItem> scanned) {
        return scanned.stream().map(ScannedSetBuildItem::set).sorted(Comparator.comparing(MigrationSet::name)).toList();
    }

    /** The sets that have migrations, or may have some at run time, in the order of their names. */
    private static List<ScannedSetBuildItem> migrated(List<ScannedSetBuildItem> scanned, SourceBeansBuildItem sources) {
        return scanned.stream().filter(set -> sources.addTo(set.set().name()) || !set.migrations().isEmpty())
                .sorted(Comparator.comparing(set -> set.set().name())).toList();
    }

    private static Map<String, String> built(List<ScannedSetBuildItem> scanned, SourceBeansBuildItem sources) {
        Map<String, String> built = new LinkedHashMap<>();
        for (ScannedSetBuildItem set : migrated(scanned, sources)) {
            // SQLite cannot compare, and has the rows at hand
            boolean compared = !sources.addTo(set.set().name()) && !set.set().databaseKind().equals("sqlite");
            built.put(set.set().name(), compared ? ExpectedHistory.of(set.migrations()).hash() : "");
        }
        return built;
    }

    private static ServiceStartBuildItem started(List<ScannedSetBuildItem> scanned, SourceBeansBuildItem sources,
            BuildProducer<JdbcDataSourceSchemaReadyBuildItem> schemaReady) {
        SortedSet<String> dataSources = new TreeSet<>();
        migrated(scanned, sources).forEach(set -> dataSources.add(set.set().dataSource()));
        if (!dataSources.isEmpty()) {
            schemaReady.produce(new JdbcDataSourceSchemaReadyBuildItem(dataSources));
        }
        return new ServiceStartBuildItem("schema-migrations");
    }

    /** Keeps Quarkus from ending an application with {@code quarkus.init-and-exit} before its sets are migrated. */
    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(JdbcDataSourceSchemaReadyBuildItem.class)
    InitTaskCompletedBuildItem initialized(CombinedIndexBuildItem index, SchemaMigrationsRecorder recorder) {
        if (!index.getIndex().getAnnotations(QuarkusMain.class).isEmpty()) {
            recorder.exitWhenInitialized();
        }
        return new InitTaskCompletedBuildItem("schema-migrations");
    }
}
