package io.quarkiverse.schema.migrations.deployment;

import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsBuildTimeConfig;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.smallrye.health.deployment.spi.HealthBuildItem;

/** Adds the readiness check; only SmallRye Health, where the application has it, makes a bean of its class. */
@BuildSteps(onlyIf = SchemaMigrationsEnabled.class)
class HealthProcessor {

    @BuildStep
    HealthBuildItem addReadinessCheck(SchemaMigrationsBuildTimeConfig config) {
        return new HealthBuildItem("io.quarkiverse.schema.migrations.runtime.observe.SetsHealthCheck",
                config.health());
    }
}
