package io.quarkiverse.schema.migrations.deployment;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

import io.quarkiverse.schema.migrations.deployment.items.ScannedSetBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.SourceBeansBuildItem;
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
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;

/** Migrates when the application starts, and lets go on whoever waits for the schema of those datasources. */
@BuildSteps(onlyIf = SchemaMigrationsEnabled.class)
class StartUpProcessor {

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(BeanContainerBuildItem.class)
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    ServiceStartBuildItem migrate(List<ScannedSetBuildItem> scanned, SourceBeansBuildItem sources,
            SchemaMigrationsRecorder recorder,
            ShutdownContextBuildItem shutdown, BuildProducer<JdbcDataSourceSchemaReadyBuildItem> schemaReady) {
        List<MigrationSet> sets = scanned.stream()
                .filter(set -> !set.migrations().isEmpty() || sources.addTo(set.set().name()))
                .map(ScannedSetBuildItem::set)
                .sorted(Comparator.comparing(MigrationSet::name))
                .toList();
        recorder.start(scanned.stream().map(ScannedSetBuildItem::set).sorted(Comparator.comparing(MigrationSet::name)).toList(),
                sets, shutdown);
        if (!sets.isEmpty()) {
            schemaReady.produce(new JdbcDataSourceSchemaReadyBuildItem(
                    new TreeSet<>(sets.stream().map(MigrationSet::dataSource).toList())));
        }
        return new ServiceStartBuildItem("schema-migrations");
    }
}
