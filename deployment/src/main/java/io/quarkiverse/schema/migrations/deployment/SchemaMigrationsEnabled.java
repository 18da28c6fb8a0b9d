package io.quarkiverse.schema.migrations.deployment;

import java.util.function.BooleanSupplier;

import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsBuildTimeConfig;

/** Turns the build steps off with {@code quarkus.schema-migrations.enabled=false}. */
public final class SchemaMigrationsEnabled implements BooleanSupplier {

    private final SchemaMigrationsBuildTimeConfig config;

    SchemaMigrationsEnabled(SchemaMigrationsBuildTimeConfig config) {
        this.config = config;
    }

    @Override
    public boolean getAsBoolean() {
        return config.enabled();
    }
}
