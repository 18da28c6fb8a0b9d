package io.quarkiverse.schema.migrations.runtime;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.schema.migrations.internal.dialect.TableName;
import io.quarkiverse.schema.migrations.runtime.config.MigrationSetRuntimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.runtime.configuration.ConfigurationException;

/** The schemas of a set. */
final class SetSchemas {

    private final MigrationSet set;
    private final Optional<String> historyTable;
    private final List<String> names;
    private final int parallel;

    /** As they are configured. */
    SetSchemas(MigrationSet set, MigrationSetRuntimeConfig config) {
        this(set, config.historyTable(), config.schemas().orElse(List.of()), config.parallel());
    }

    /**
     * @param historyTable empty when it has the name that it has by itself
     * @param names in order; empty when the set is migrated where its connections are
     * @param parallel in how many of them a command does its work at a time
     */
    SetSchemas(MigrationSet set, Optional<String> historyTable, List<String> names, int parallel) {
        this.set = set;
        this.historyTable = historyTable;
        this.names = List.copyOf(names);
        this.parallel = parallel;
    }

    /**
     * @throws ConfigurationException when the database has no schemas
     */
    void refuseWithoutSchemas() {
        if (!names.isEmpty() && set.databaseKind().equals("sqlite")) {
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
        if (!names.isEmpty() && parallel > size) {
            String key = new SetKey(set.name(), "parallel").toString();
            String sizeKey = DataSourceUtil.dataSourcePropertyKey(set.dataSource(), "jdbc.max-size");
            throw new ConfigurationException("The value of '" + key + "' is wrong: " + parallel
                    + " schemas at a time need as many connections, and the pool has " + size + ". Set it to " + size
                    + " or less, or '" + sizeKey + "' to " + parallel + " or more", Set.of(key, sizeKey));
        }
    }

    /** The history tables of the set, one per schema. */
    List<String> historyTables() {
        String table = historyTable.orElse(TableName.ofSet(set.name()).table());
        return names.isEmpty() ? List.of(table) : names.stream().map(schema -> schema + "." + table).toList();
    }
}
