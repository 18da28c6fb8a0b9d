package io.quarkiverse.schema.migrations.builder;

import io.quarkiverse.schema.migrations.MigrationSetName;

/**
 * Changes the options of a migration set in code, for what configuration cannot express. Each CDI bean of this type is called
 * when the set's engine is made, before its first command: for the default set, or for the one that the bean names with
 * {@link MigrationSetName}. Beans with a higher {@link jakarta.annotation.Priority} are called first, and later
 * ones can replace what they have set.
 */
@FunctionalInterface
public interface SchemaMigrationsCustomizer {

    /**
     * Changes options. They have the values that are configured, and what this method sets replaces them.
     *
     * @param builder makes the engine. Migrations and listeners cannot be added to it: those of an application are
     *        {@code MigrationSource}, {@code CodeMigration} and {@code MigrationListener} beans. The set cannot be renamed.
     *        What is set here is checked as the configuration is: schemas need a database that has them and as many
     *        connections as are used at a time, and in a packaged application {@code cleanAllowed()} has no effect. That two
     *        sets do not share a history table is checked of the configuration alone
     */
    void customize(SchemaMigrationsBuilder builder);
}
