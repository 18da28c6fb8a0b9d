package io.quarkiverse.schema.migrations.deployment;

import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkiverse.schema.migrations.runtime.config.MigrationSetBuildTimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.MigrationSetRuntimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsBuildTimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsRuntimeConfig;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import io.smallrye.config.common.utils.StringUtil;

/** The keys that a set has, read from the configuration interfaces so that they cannot fall behind. */
final class KnownKeys {

    private final SortedMap<String, String> buildTime = keysOf(MigrationSetBuildTimeConfig.class);
    private final SortedMap<String, String> runTime = keysOf(MigrationSetRuntimeConfig.class);

    private final Set<String> maps = mapsOf(MigrationSetRuntimeConfig.class);

    private final Set<String> application = Stream
            .of(SchemaMigrationsBuildTimeConfig.class, SchemaMigrationsRuntimeConfig.class)
            .flatMap(root -> Stream.of(root.getMethods()))
            .filter(method -> !method.isDefault() && !method.isAnnotationPresent(WithParentName.class))
            .flatMap(KnownKeys::keysOf).collect(Collectors.toUnmodifiableSet());

    /** Those of a group, if it is one. The key that is named like its group stands for the group. */
    private static Stream<String> keysOf(Method method) {
        String name = name(method);
        return method.getReturnType().isAnnotationPresent(ConfigGroup.class)
                ? keysOf(method.getReturnType()).keySet().stream().map(key -> key.equals(name) ? name : name + "." + key)
                : Stream.of(name);
    }

    /** The key that a method of a configuration interface stands for, without what is before it. */
    static String name(Method method) {
        WithName given = method.getAnnotation(WithName.class);
        return given == null ? StringUtil.skewer(method.getName()) : given.value();
    }

    /** Whether a key, given without our prefix, is about the whole application and not about a set. */
    boolean isOfApplication(String key) {
        return application.contains(key);
    }

    /** Whether a set's key is one of many that are named freely, such as a placeholder. */
    boolean isEntry(String key) {
        return maps.stream().anyMatch(map -> key.startsWith(map + "."));
    }

    private static Set<String> mapsOf(Class<?> group) {
        return Stream.of(group.getMethods()).filter(KnownKeys::isMap).map(method -> StringUtil.skewer(method.getName()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isMap(Method method) {
        return method.getReturnType() == Map.class;
    }

    private static SortedMap<String, String> keysOf(Class<?> group) {
        SortedMap<String, String> keys = new TreeMap<>();
        for (Method method : group.getMethods()) {
            WithDefault given = method.getAnnotation(WithDefault.class);
            if (!isMap(method)) {
                keys.put(name(method), given == null ? "" : given.value());
            }
        }
        return keys;
    }

    /** The keys that may differ from start to start, with their defaults; empty text where there is none. */
    SortedMap<String, String> runTimeDefaults() {
        return runTime;
    }

    boolean contains(String key) {
        return buildTime.containsKey(key) || runTime.containsKey(key) || isEntry(key);
    }

    /** The key that is spelled most like this one; empty when every key needs more than a third of its letters changed. */
    Optional<String> nearest(String key) {
        SortedSet<String> all = new TreeSet<>(buildTime.keySet());
        all.addAll(runTime.keySet());
        all.addAll(application);
        return all.stream().min(Comparator.comparingInt(known -> distance(known, key)))
                .filter(known -> 3 * distance(known, key) <= Math.max(3, known.length()));
    }

    /** How many letters have to be put in, left out or replaced to make one of the other. */
    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(before[j], current[j - 1]) + 1);
            }
            before = current;
        }
        return before[b.length()];
    }
}
