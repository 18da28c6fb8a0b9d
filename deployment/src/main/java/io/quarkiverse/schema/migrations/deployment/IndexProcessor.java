package io.quarkiverse.schema.migrations.deployment;

import java.util.List;

import io.quarkiverse.schema.migrations.deployment.items.ScannedSetBuildItem;
import io.quarkiverse.schema.migrations.internal.source.MigrationIndex;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBuildItem;

/** Leaves an index of each set's migrations in the application, and has native images hold it and the scripts it names. */
@BuildSteps(onlyIf = SchemaMigrationsEnabled.class)
class IndexProcessor {

    @BuildStep
    void writeIndexes(List<ScannedSetBuildItem> sets, BuildProducer<GeneratedResourceBuildItem> generated,
            BuildProducer<NativeImageResourceBuildItem> nativeResources) {
        for (ScannedSetBuildItem set : sets) {
            generated.produce(new GeneratedResourceBuildItem(set.set().index(), MigrationIndex.write(set.migrations())));
            nativeResources.produce(new NativeImageResourceBuildItem(set.set().index()));
            nativeResources.produce(new NativeImageResourceBuildItem(set.scripts()));
        }
    }
}
