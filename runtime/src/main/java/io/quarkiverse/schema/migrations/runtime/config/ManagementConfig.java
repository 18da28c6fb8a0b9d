package io.quarkiverse.schema.migrations.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** What the application says about its sets over HTTP. */
@ConfigGroup
public interface ManagementConfig {

    /**
     * Whether {@code GET /q/schema-migrations} answers with the status and the validation of all sets as JSON. It is on the
     * management interface where {@code quarkus.management.enabled} is set, otherwise on the application's own port. It
     * changes nothing.
     */
    @WithDefault("false")
    @WithConverter(StrictBooleanConverter.class)
    boolean enabled();
}
