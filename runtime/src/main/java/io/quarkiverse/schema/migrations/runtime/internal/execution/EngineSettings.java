package io.quarkiverse.schema.migrations.runtime.internal.execution;

import java.util.List;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.ConnectionRetirement;
import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.plan.Policies;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.TableName;
import io.quarkiverse.schema.migrations.runtime.internal.history.Application;

/**
 * All that an engine is made of.
 *
 * @param set the name of the set
 * @param dataSource where its connections come from
 * @param connectRetries what to do while there are none
 * @param retirement how a connection is kept from going back to its pool
 * @param sources where its migrations come from
 * @param historyTable the history table, as configured
 * @param policies what to make of disagreements between sources and history
 * @param limits how long things may take
 * @param application who runs it
 * @param listeners who watches, in this order
 * @param cleaning whether everything may be dropped
 * @param predecessor what becomes of another tool's history
 */
public record EngineSettings(String set, DataSource dataSource, ConnectRetries connectRetries,
        ConnectionRetirement retirement, List<MigrationSource> sources, TableName historyTable, Policies policies,
        Limits limits, Application application, List<MigrationListener> listeners, Cleaning cleaning,
        Predecessor predecessor) {

    public EngineSettings {
        sources = List.copyOf(sources);
        listeners = List.copyOf(listeners);
    }
}
