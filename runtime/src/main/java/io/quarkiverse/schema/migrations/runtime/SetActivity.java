package io.quarkiverse.schema.migrations.runtime;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import io.quarkiverse.schema.migrations.model.SetName;
import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsRuntimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.agroal.runtime.AgroalDataSourceUtil;
import io.quarkus.arc.ActiveResult;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Tells whether a set is in use: as configured, or else while its datasource is active. */
final class SetActivity implements Supplier<ActiveResult> {

    private final SchemaMigrationsRuntimeConfig config;
    private final MigrationSet set;

    SetActivity(SchemaMigrationsRuntimeConfig config, MigrationSet set) {
        this.config = config;
        this.set = set;
    }

    /**
     * @throws ConfigurationException when the set is to be active and its datasource is not
     */
    @Override
    public ActiveResult get() {
        Optional<Boolean> configured = config.sets().get(set.name()).active();
        SetKey key = new SetKey(set.name(), "active");
        if (configured.isPresent() && !configured.get()) {
            return ActiveResult.inactive(title() + " was deactivated through configuration properties."
                    + " To activate it, set configuration property '" + key + "' to 'true' or remove it.");
        }
        ActiveResult dataSource = AgroalDataSourceUtil.dataSourceInstance(set.dataSource()).getHandle().getBean().checkActive();
        if (dataSource.value()) {
            return ActiveResult.active();
        }
        if (configured.isPresent()) {
            String dataSourceKey = DataSourceUtil.dataSourcePropertyKey(set.dataSource(), "active");
            throw new ConfigurationException(title() + " cannot be active as '" + key
                    + "' demands, because its datasource '" + set.dataSource() + "' is inactive. Activate the datasource ('"
                    + dataSourceKey + "'), or remove '" + key + "'. " + dataSource.inactiveReason(),
                    Set.of(key.toString(), dataSourceKey));
        }
        return ActiveResult.inactive(title() + " was deactivated automatically because its datasource '"
                + set.dataSource() + "' is inactive.", dataSource);
    }

    private String title() {
        return set.name().equals(SetName.DEFAULT) ? "The default migration set" : "The migration set '" + set.name() + "'";
    }
}
