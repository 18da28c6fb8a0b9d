package io.quarkiverse.schema.migrations.runtime.config;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigDocSection;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import io.smallrye.config.WithUnnamedKey;

/** What is settled when the application is built. */
@ConfigMapping(prefix = SetKey.PREFIX)
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface SchemaMigrationsBuildTimeConfig {

    /**
     * Whether there is the readiness check {@code Schema migrations}, where the application has SmallRye Health. It is about
     * the
     * whole application, not about a set.
     */
    @WithName("health.enabled")
    @WithDefault("true")
    @WithConverter(StrictBooleanConverter.class)
    boolean health();

    /**
     * Whether there are the metrics {@code schema.migrations.*}, where the application has Micrometer. They are about the whole
     * application, not about a set.
     */
    @WithName("metrics.enabled")
    @WithDefault("true")
    @WithConverter(StrictBooleanConverter.class)
    boolean metrics();

    /**
     * Whether runs and migrations make spans, where the application has OpenTelemetry. It is about the whole application, not
     * about a set.
     */
    @WithName("tracing.enabled")
    @WithDefault("true")
    @WithConverter(StrictBooleanConverter.class)
    boolean tracing();

    /**
     * Whether {@code GET /q/schema-migrations} answers with the status and the validation of all sets as JSON. It is on the
     * management interface where {@code quarkus.management.enabled} is set, otherwise on the application's own port. It
     * changes nothing.
     */
    @WithName("management.enabled")
    @WithDefault("false")
    @WithConverter(StrictBooleanConverter.class)
    boolean management();

    /** Migration sets. */
    @ConfigDocSection
    @ConfigDocMapKey("set-name")
    @WithParentName
    @WithUnnamedKey(SetKey.DEFAULT_SET)
    @WithDefaults
    Map<String, MigrationSetBuildTimeConfig> sets();

    /** Whether the extension takes part in the build at all. */
    default boolean enabled() {
        return sets().get(SetKey.DEFAULT_SET).enabled();
    }

    /** Returns the names of sets that are not part of the application. */
    default Set<String> disabled() {
        return sets().entrySet().stream().filter(set -> !set.getValue().enabled()).map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
