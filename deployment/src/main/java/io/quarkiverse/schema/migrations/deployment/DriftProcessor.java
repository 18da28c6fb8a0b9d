package io.quarkiverse.schema.migrations.deployment;

import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;

/** Adds what the command drift compares schemas with, where the application has it. */
@BuildSteps(onlyIf = SchemaMigrationsEnabled.class)
class DriftProcessor {

    private static final String DETECTOR = "io.quarkiverse.schema.migrations.testing.drift.CatalogDrift";

    @BuildStep
    void addDetector(BuildProducer<AdditionalBeanBuildItem> beans) {
        if (QuarkusClassLoader.isClassPresentAtRuntime(DETECTOR)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(DETECTOR));
        }
    }
}
