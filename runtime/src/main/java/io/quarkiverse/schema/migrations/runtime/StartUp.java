package io.quarkiverse.schema.migrations.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.plan.Target;
import io.quarkiverse.schema.migrations.runtime.config.MigrationSetRuntimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsRuntimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Migrates the sets when the application starts. All that can be wrong without a database is found before the first. */
final class StartUp {

    private final SchemaMigrationsRuntimeConfig config;

    StartUp(SchemaMigrationsRuntimeConfig config) {
        this.config = config;
    }

    /**
     * @param sets the sets that have migrations
     * @throws ConfigurationException when something in the configuration of an active set cannot be
     */
    void migrate(List<MigrationSet> sets) {
        SetActivity activity = new SetActivity(config);
        List<MigrationSet> active = sets.stream().filter(set -> activity.of(set).value()).toList();
        refuseSharedHistory(active);
        Map<MigrationSet, Target> targets = new HashMap<>();
        active.forEach(set -> targets.put(set, target(set)));
        for (MigrationSet set : active) {
            if (settings(set).migrateAtStart()) {
                bean(set).migrate(targets.get(set));
            }
        }
    }

    private static SchemaMigrations bean(MigrationSet set) {
        return Arc.container().select(SchemaMigrations.class, SetEngine.qualifier(set.name())).get();
    }

    private MigrationSetRuntimeConfig settings(MigrationSet set) {
        return config.sets().get(set.name());
    }

    private Target target(MigrationSet set) {
        try {
            return Target.parse(settings(set).target());
        } catch (IllegalArgumentException e) {
            SetKey key = new SetKey(set.name(), "target");
            throw new ConfigurationException("The value of '" + key + "' is wrong: " + e.getMessage(), e,
                    Set.of(key.toString()));
        }
    }

    private void refuseSharedHistory(List<MigrationSet> sets) {
        Map<HistoryTable, MigrationSet> owners = new HashMap<>();
        for (MigrationSet set : sets) {
            String name = settings(set).historyTable().orElse(SchemaMigrationsBuilder.defaultHistoryTable(set.name()));
            MigrationSet other = owners.putIfAbsent(new HistoryTable(set.dataSource(), name.toLowerCase(Locale.ROOT)), set);
            if (other != null) {
                SetKey key = new SetKey(other.name(), "history-table");
                SetKey otherKey = new SetKey(set.name(), "history-table");
                throw new ConfigurationException("The migration sets '" + other.name() + "' and '" + set.name()
                        + "' cannot share the history table '" + name + "' in the datasource '" + set.dataSource()
                        + "'. Change '" + key + "' or '" + otherKey + "'.", Set.of(key.toString(), otherKey.toString()));
            }
        }
    }

    /** A table as far as the configuration can tell tables apart; some databases do not tell upper case from lower. */
    private record HistoryTable(String dataSource, String name) {
    }
}
