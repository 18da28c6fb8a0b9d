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
            SchemaMigrationsRecorder recorder, Optional<DevelopmentSetsBuildItem> development,
            DevelopmentRecorder inDevelopment, ShutdownContextBuildItem shutdown,
            BuildProducer<JdbcDataSourceSchemaReadyBuildItem> schemaReady) {
        List<ScannedSetBuildItem> sets = scanned.stream().sorted(Comparator.comparing(set -> set.set().name())).toList();
        Map<String, String> built = new LinkedHashMap<>();
        SortedSet<String> dataSources = new TreeSet<>();
        for (ScannedSetBuildItem set : sets) {
            boolean open = sources.addTo(set.set().name());
            if (open || !set.migrations().isEmpty()) {
                // SQLite cannot compare, and has the rows at hand
                boolean compared = !open && !set.set().databaseKind().equals("sqlite");
                built.put(set.set().name(), compared ? ExpectedHistory.of(set.migrations()).hash() : "");
                dataSources.add(set.set().dataSource());
            }
        }
        List<MigrationSet> declared = sets.stream().map(ScannedSetBuildItem::set).toList();
        if (development.isPresent()) {
            inDevelopment.start(declared, built, development.get().sets(), shutdown);
        } else {
            recorder.start(declared, built, shutdown);
        }
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
