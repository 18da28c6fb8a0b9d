package io.quarkiverse.schema.migrations.runtime;

import java.util.List;
import java.util.Map;

import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsBuildTimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsRuntimeConfig;
import io.quarkus.runtime.ShutdownContext;

/** A start in development mode: the database follows the sources. */
final class DevelopmentStartUp extends StartUp {

    private final DevelopmentSets sets;

    /** The parameters are those of {@link StartUp}; the last one migrates the sets. */
    DevelopmentStartUp(SchemaMigrationsRuntimeConfig config, SchemaMigrationsBuildTimeConfig fixed, Map<String, String> built,
            ShutdownContext shutdown, DevelopmentSets sets) {
        super(config, fixed, built, new SetSources(config, Thread.currentThread().getContextClassLoader()), shutdown);
        this.sets = sets;
    }

    @Override
    void start(List<MigrationSet> declared) {
        sets.are(declared, () -> targets(migrated(declared)));
        super.start(declared);
    }

    @Override
    SetCommands commands(MigrationSet set) {
        return sets.commands(set);
    }
}
