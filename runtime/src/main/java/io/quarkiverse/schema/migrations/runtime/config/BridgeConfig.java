package io.quarkiverse.schema.migrations.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** Another extension that is told how the sets are. */
@ConfigGroup
public interface BridgeConfig {

    /**
     * Whether it is told, where the application has that extension.
     */
    @WithDefault("true")
    @WithConverter(StrictBooleanConverter.class)
    boolean enabled();
}
