package io.quarkiverse.schema.migrations.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/** What concerns one migration set in development mode alone. */
@ConfigGroup
public interface SetDevelopmentConfig {

    /**
     * What development mode does when an applied migration was changed or removed, or a new one is ordered before applied
     * ones. Production and tests refuse to start then; continuous testing drops databases that Dev Services started.
     * <p>
     * With {@code redo}, everything that is applied from the first difference on is rolled back in reverse order, with the down
     * scripts that the history keeps, and the pending migrations are applied. Where a down script is missing or fails, a
     * database
     * that Dev Services started is dropped and migrated from the beginning; so is any other with {@code clean-allowed=true}.
     * Otherwise the start is refused. With {@code reset}, the schema is dropped at every difference, under the same condition.
     * With {@code refuse}, every difference is refused as in production.
     */
    @WithDefault("redo")
    OnChange onChange();
}
