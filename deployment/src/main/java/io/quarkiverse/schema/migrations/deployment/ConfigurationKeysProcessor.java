package io.quarkiverse.schema.migrations.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSource;

import io.quarkiverse.schema.migrations.deployment.items.ConfiguredSetNamesBuildItem;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Produce;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.EnvConfigSource;

/**
 * Refuses keys that are never read; Quarkus only warns about them. Environment variables are ignored: which key
 * they stand for cannot be told from their names.
 */
class ConfigurationKeysProcessor {

    /** Produces a service start only so that it runs in every build, with the extension turned off as well. */
    @BuildStep
    @Produce(ServiceStartBuildItem.class)
    ConfiguredSetNamesBuildItem refuseUnknownKeys() {
        KnownKeys known = new KnownKeys();
        SortedSet<String> sets = new TreeSet<>();
        SortedSet<String> problems = new TreeSet<>();
        SortedSet<String> wrong = new TreeSet<>();
        for (ConfiguredKey key : configuredKeys()) {
            String full = key.isOfNamedSet() ? key.set() + "." + key.key() : key.key();
            if (known.isOfApplication(full) || known.contains(full)) {
                continue;
            }
            if (!known.contains(key.key())) {
                problems.add("unknown key " + key
                        + suggestion(key, known).map(near -> ", did you mean '" + near + "'?").orElse(""));
                wrong.add(key.name());
            } else if (key.isOfNamedSet() && ReservedNames.contains(key.set())) {
                problems.add(ReservedNames.reason(key.set()) + ": " + key);
                wrong.add(key.name());
            } else if (key.isOfNamedSet()) {
                sets.add(key.set());
            }
        }
        if (!problems.isEmpty()) {
            throw wrongKeys(problems, wrong);
        }
        return new ConfiguredSetNamesBuildItem(sets);
    }

    private static List<ConfiguredKey> configuredKeys() {
        List<ConfiguredKey> keys = new ArrayList<>();
        for (ConfigSource source : ConfigProvider.getConfig().getConfigSources()) {
            if (!(source instanceof EnvConfigSource)) {
                for (String name : source.getPropertyNames()) {
                    ConfiguredKey.of(name, source.getName()).ifPresent(keys::add);
                }
            }
        }
        return keys;
    }

    private static Optional<SetKey> suggestion(ConfiguredKey key, KnownKeys known) {
        return ReservedNames.contains(key.set())
                ? known.nearest(key.set() + "." + key.key()).map(near -> new SetKey(SetKey.DEFAULT_SET, near))
                : known.nearest(key.key()).map(near -> new SetKey(key.set(), near));
    }

    private static ConfigurationException wrongKeys(SortedSet<String> problems, Set<String> keys) {
        String heading = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return new ConfigurationException(heading + " in the configuration of schema migrations:\n  - "
                + String.join("\n  - ", problems), keys);
    }
}
