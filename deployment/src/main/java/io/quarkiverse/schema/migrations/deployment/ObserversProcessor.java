package io.quarkiverse.schema.migrations.deployment;

import io.quarkiverse.schema.migrations.deployment.items.ObserverBuildItem;
import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsBuildTimeConfig;
import io.quarkiverse.schema.migrations.runtime.observe.LogFields;
import io.quarkiverse.schema.migrations.runtime.observe.RunSpans;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;

/** Links what follows the commands into those applications that have the extension that it is for. */
@BuildSteps(onlyIf = SchemaMigrationsEnabled.class)
class ObserversProcessor {

    @BuildStep
    ObserverBuildItem makeSpans(Capabilities capabilities, SchemaMigrationsBuildTimeConfig config) {
        return config.tracing() && capabilities.isPresent(Capability.OPENTELEMETRY_TRACER)
                ? new ObserverBuildItem(new RunSpans())
                : null;
    }

    /** The extension for logs in JSON provides no capability. */
    @BuildStep
    ObserverBuildItem addFieldsToLog() {
        return QuarkusClassLoader.isClassPresentAtRuntime("io.quarkus.logging.json.runtime.JsonFormatter")
                ? new ObserverBuildItem(new LogFields())
                : null;
    }
}
