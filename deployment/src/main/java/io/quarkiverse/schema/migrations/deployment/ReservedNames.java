package io.quarkiverse.schema.migrations.deployment;

import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkiverse.schema.migrations.runtime.config.MigrationSetBuildTimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.MigrationSetRuntimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsBuildTimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsRuntimeConfig;
import io.smallrye.config.WithParentName;

/**
 * What a set may not be called, because its keys could not be told from those of the default set: every key there is, up to
 * its first dot.
 */
final class ReservedNames {

    private static final Set<String> KEYS = Stream.of(MigrationSetBuildTimeConfig.class, MigrationSetRuntimeConfig.class,
            SchemaMigrationsBuildTimeConfig.class, SchemaMigrationsRuntimeConfig.class).flatMap(ReservedNames::keys)
            .collect(Collectors.toUnmodifiableSet());

    private ReservedNames() {
    }

    private static Stream<String> keys(Class<?> group) {
        return Stream.of(group.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers())
                        && !method.isAnnotationPresent(WithParentName.class))
                .map(KnownKeys::name).map(name -> name.replaceFirst("\\..*", ""));
    }

    static boolean contains(String set) {
        return KEYS.contains(set);
    }

    /** Why a set may not have this name. */
    static String reason(String set) {
        return "a migration set cannot be named '" + set + "', which is a configuration key; give it another name";
    }
}
