package io.quarkiverse.schema.migrations.deployment;

import java.util.List;

import io.quarkiverse.schema.migrations.deployment.items.ScannedSetBuildItem;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;

/** What the extension tells Quarkus about itself and its configuration. */
@BuildSteps(onlyIf = SchemaMigrationsEnabled.class)
class SchemaMigrationsProcessor {

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem("schema-migrations");
    }

    /**
     * Makes the keys of named sets known at run time. Without that, the variable
     * {@code QUARKUS_SCHEMA_MIGRATIONS_AUDIT_LOG_TARGET} would not be taken for the {@code target} of the set
     * {@code audit-log}.
     */
    @BuildStep
    void recordDefaults(List<ScannedSetBuildItem> sets, BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        KnownKeys keys = new KnownKeys();
        for (ScannedSetBuildItem set : sets) {
            if (!set.set().name().equals(SetKey.DEFAULT_SET)) {
                keys.runTimeDefaults().forEach((key, value) -> defaults.produce(
                        new RunTimeConfigurationDefaultBuildItem(new SetKey(set.set().name(), key).toString(), value)));
            }
        }
    }
}
