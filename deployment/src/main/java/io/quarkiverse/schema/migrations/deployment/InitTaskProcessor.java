package io.quarkiverse.schema.migrations.deployment;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkiverse.schema.migrations.deployment.items.ScannedSetBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.SourceBeansBuildItem;
import io.quarkiverse.schema.migrations.internal.history.ExpectedHistory;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.ApplicationInfoBuildItem;
import io.quarkus.deployment.builditem.InitTaskBuildItem;
import io.quarkus.kubernetes.spi.DecoratorBuildItem;
import io.quarkus.kubernetes.spi.KubernetesDeploymentTargetBuildItem;

/** Has generated manifests migrate once, in a Job, and the pods of the application wait for it. */
@BuildSteps(onlyIf = SchemaMigrationsEnabled.class)
class InitTaskProcessor {

    @BuildStep
    void migrateInJob(ApplicationInfoBuildItem application, List<ScannedSetBuildItem> scanned, SourceBeansBuildItem sources,
            List<KubernetesDeploymentTargetBuildItem> targets, BuildProducer<InitTaskBuildItem> tasks,
            BuildProducer<DecoratorBuildItem> decorators) {
        Config config = ConfigProvider.getConfig();
        List<ScannedSetBuildItem> sets = scanned.stream().sorted(Comparator.comparing(set -> set.set().name()))
                .filter(set -> is("active", set, config) && is("migrate-at-start", set, config))
                .filter(set -> !set.migrations().isEmpty() || sources.addTo(set.set().name()) || hasDirectories(set, config))
                .toList();
        if (sets.isEmpty()) {
            return;
        }
        Map<String, String> waiting = new LinkedHashMap<>();
        sets.forEach(set -> waiting.put(variable(set, "start"), "wait"));
        String name = application.getName() + "-schema-migrations-init";
        tasks.produce(InitTaskBuildItem.create().withName(name).withTaskEnvVars(Map.of("QUARKUS_INIT_AND_EXIT", "true"))
                .withAppEnvVars(waiting).withSharedEnvironment(true).withSharedFilesystem(true));
        String migrations = sets.stream()
                .map(set -> set.set().name() + " " + ExpectedHistory.of(set.migrations()).hash())
                .collect(Collectors.joining("\n"));
        // without such a target, the classes that the decorator is made of are not there
        targets.stream().map(KubernetesDeploymentTargetBuildItem::getName).distinct()
                .forEach(target -> decorators.produce(new DecoratorBuildItem(target, new JobPerRelease(name, migrations))));
    }

    private static boolean is(String key, ScannedSetBuildItem set, Config config) {
        return config.getOptionalValue(key(set, key), Boolean.class).orElse(true);
    }

    private static boolean hasDirectories(ScannedSetBuildItem set, Config config) {
        return config.getOptionalValue(key(set, "directories"), String.class).isPresent();
    }

    private static String key(ScannedSetBuildItem set, String key) {
        return new SetKey(set.set().name(), key).toString();
    }

    /** The environment variable for a key of a set; that of a named set is without quotes, as people write it. */
    private static String variable(ScannedSetBuildItem set, String key) {
        String name = key(set, key).replace("\"", "");
        return name.replaceAll("[^a-zA-Z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
