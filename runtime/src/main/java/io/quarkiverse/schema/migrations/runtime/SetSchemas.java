package io.quarkiverse.schema.migrations.runtime;

import java.util.List;
import java.util.Set;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.schema.migrations.internal.dialect.TableName;
import io.quarkiverse.schema.migrations.runtime.config.MigrationSetRuntimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.runtime.configuration.ConfigurationException;

/** The schemas of a set, as they are configured. */
final class SetSchemas {

    private final MigrationSet set;
    private final MigrationSetRuntimeConfig config;

    /**
     * @param config the configuration of the set
     */
    SetSchemas(MigrationSet set, MigrationSetRuntimeConfig config) {
        this.set = set;
        this.config = config;
    }

    /** Their names, in order; empty when the set is migrated where its connections are. */
    List<String> names() {
        return config.schemas().orElse(List.of());
    }

    /**
     * @throws ConfigurationException when the database has no schemas
     */
    void refuseWithoutSchemas() {
        if (!names().isEmpty() && set.databaseKind().equals("sqlite")) {
            SetKey key = new SetKey(set.name(), "schemas");
            throw new ConfigurationException("The value of '" + key + "' is wrong: SQLite has no schemas; give what needs one a"
                    + " datasource and a set of its own", Set.of(key.toString()));
        }
    }

    /**
     * @throws ConfigurationException when there are not as many connections as are needed at a time: some would be waited for,
     *         and a wait for a connection ends with a failure
     */
    void refuseMoreThan(AgroalDataSource pool) {
        int size = pool.getConfiguration().connectionPoolConfiguration().maxSize();
        if (!names().isEmpty() && config.parallel() > size) {
            String key = new SetKey(set.name(), "parallel").toString();
            String sizeKey = DataSourceUtil.dataSourcePropertyKey(set.dataSource(), "jdbc.max-size");
            throw new ConfigurationException("The value of '" + key + "' is wrong: " + config.parallel()
                    + " schemas at a time need as many connections, and the pool has " + size + ". Set it to " + size
                    + " or less, or '" + sizeKey + "' to " + config.parallel() + " or more", Set.of(key, sizeKey));
        }
    }

    /** The history tables of the set, one a schema. */
    List<String> historyTables() {
        String table = config.historyTable().orElse(TableName.ofSet(set.name()).table());
        return names().isEmpty() ? List.of(table) : names().stream().map(schema -> schema + "." + table).toList();
    }
}
