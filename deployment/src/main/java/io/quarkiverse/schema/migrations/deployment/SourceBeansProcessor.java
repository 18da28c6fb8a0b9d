package io.quarkiverse.schema.migrations.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jboss.jandex.DotName;

import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.deployment.items.ScannedSetBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.SourceBeansBuildItem;
import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsBuildTimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.arc.deployment.SynthesisFinishedBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Finds the beans that add migrations to sets; what they add only the start can know. */
@BuildSteps(onlyIf = SchemaMigrationsEnabled.class)
class SourceBeansProcessor {

    private static final DotName NAME = DotName.createSimple(MigrationSetName.class);

    @BuildStep
    SourceBeansBuildItem findSources(SynthesisFinishedBuildItem beans, List<ScannedSetBuildItem> scanned,
            SchemaMigrationsBuildTimeConfig config) {
        Set<String> existing = scanned.stream().map(set -> set.set().name()).collect(Collectors.toSet());
        SortedSet<String> sets = new TreeSet<>();
        List<String> problems = new ArrayList<>();
        for (BeanInfo bean : beans.beanStream().withBeanType(DotName.createSimple(MigrationSource.class))) {
            String set = bean.getQualifier(NAME).map(name -> name.value().asString()).orElse(SetKey.DEFAULT_SET);
            if (existing.contains(set)) {
                sets.add(set);
            } else if (config.sets().get(set).enabled()) {
                problems.add(bean.getBeanClass() + " adds migrations to " + (set.equals(SetKey.DEFAULT_SET)
                        ? "the default migration set, which has no datasource: set '" + new SetKey(set, "datasource")
                                + "', or name a set with @MigrationSetName"
                        : "the migration set '" + set + "', which does not exist: correct @MigrationSetName, or make the set"
                                + " exist, for example with '" + new SetKey(set, "datasource") + "'"));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems.stream().sorted().collect(Collectors.joining("\n")));
        }
        return new SourceBeansBuildItem(sets);
    }
}
