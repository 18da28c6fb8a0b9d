package io.quarkiverse.schema.migrations.deployment;

import io.quarkiverse.schema.migrations.deployment.items.ObserverBuildItem;
import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsBuildTimeConfig;
import io.quarkiverse.schema.migrations.runtime.observe.RunSpans;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;

/** Links the spans into applications that have OpenTelemetry. */
@BuildSteps(onlyIf = SchemaMigrationsEnabled.class)
class TracingProcessor {

    @BuildStep
    ObserverBuildItem makeSpans(Capabilities capabilities, SchemaMigrationsBuildTimeConfig config) {
        return config.tracing().enabled() && capabilities.isPresent(Capability.OPENTELEMETRY_TRACER)
                ? new ObserverBuildItem(new RunSpans())
                : null;
    }
}
