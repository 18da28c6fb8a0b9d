package io.quarkiverse.schema.migrations.deployment;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.deployment.items.ScannedSetBuildItem;
import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsBuildTimeConfig;
import io.quarkiverse.schema.migrations.runtime.observe.MetricsRecorder;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.metrics.MetricsCapabilityBuildItem;
import io.quarkus.deployment.metrics.MetricsFactoryConsumerBuildItem;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.metrics.MetricsFactory;

/** Adds the listener that measures, where the application has Micrometer. */
@BuildSteps(onlyIf = SchemaMigrationsEnabled.class)
class MetricsProcessor {

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void measure(Optional<MetricsCapabilityBuildItem> metrics, SchemaMigrationsBuildTimeConfig config,
            List<ScannedSetBuildItem> sets, MetricsRecorder recorder, BuildProducer<SyntheticBeanBuildItem> beans,
            BuildProducer<MetricsFactoryConsumerBuildItem> consumers) {
        if (!config.metrics()
                || metrics.filter(system -> system.metricsSupported(MetricsFactory.MICROMETER)).isEmpty()) {
            return;
        }
        RuntimeValue<MigrationListener> listener = recorder
                .listener(sets.stream().map(set -> set.set().name()).sorted().toList());
        beans.produce(SyntheticBeanBuildItem.configure(MigrationListener.class).scope(Singleton.class).setRuntimeInit()
                .unremovable().runtimeValue(listener).done());
        consumers.produce(new MetricsFactoryConsumerBuildItem(recorder.registration(listener), ExecutionTime.RUNTIME_INIT));
    }
}
