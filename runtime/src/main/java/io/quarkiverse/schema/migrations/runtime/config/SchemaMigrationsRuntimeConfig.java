package io.quarkiverse.schema.migrations.runtime.config;

import java.util.Map;

import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigDocSection;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefaults;
import io.smallrye.config.WithParentName;
import io.smallrye.config.WithUnnamedKey;

/** What may differ from one start of the application to the next. */
@ConfigMapping(prefix = SetKey.PREFIX)
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface SchemaMigrationsRuntimeConfig {

    /** What the application is to do instead of its work; about the whole application, not about a set. */
    CommandConfig command();

    /** Migration sets. */
    @ConfigDocSection
    @ConfigDocMapKey("set-name")
    @WithParentName
    @WithUnnamedKey(SetKey.DEFAULT_SET)
    @WithDefaults
    Map<String, MigrationSetRuntimeConfig> sets();
}
