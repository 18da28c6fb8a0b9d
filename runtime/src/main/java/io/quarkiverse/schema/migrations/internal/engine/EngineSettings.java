package io.quarkiverse.schema.migrations.internal.engine;

import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.ConnectionRetirement;
import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.internal.dialect.DialectProvider;
import io.quarkiverse.schema.migrations.internal.dialect.TableName;
import io.quarkiverse.schema.migrations.internal.history.Application;
import io.quarkiverse.schema.migrations.internal.script.Placeholders;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;

/**
 * All that an engine is made of.
 *
 * @param set the name of the set
 * @param dataSource where its connections come from
 * @param dialects for the databases that they can lead to
 * @param connectRetries what to do while there are none
 * @param retirement how a connection is kept from going back to its pool
 * @param sources where its migrations come from
 * @param historyTable the history table, as configured
 * @param policies what to make of disagreements between sources and history
 * @param limits how long things may take
 * @param application who runs it
 * @param listeners who watches, in this order
 * @param cleaning whether everything may be dropped
 * @param otherTool what becomes of another tool's history
 * @param placeholders what stands in scripts for what differs from place to place
 * @param schema where its scripts run, and its history is; empty: where the connection is
 */
public record EngineSettings(String set, DataSource dataSource, List<DialectProvider> dialects, ConnectRetries connectRetries,
        ConnectionRetirement retirement, List<MigrationSource> sources, TableName historyTable, Policies policies,
        Limits limits, Application application, List<MigrationListener> listeners, Cleaning cleaning,
        OtherToolPolicy otherTool, Placeholders placeholders, Optional<String> schema) {

    public EngineSettings {
        dialects = List.copyOf(dialects);
        sources = List.copyOf(sources);
        listeners = List.copyOf(listeners);
    }

    /**
     * The same for one schema.
     *
     * @throws InvalidSettingException when no schema can have that name, or the history table has a schema of its own
     */
    EngineSettings inSchema(String name) {
        if (name.isBlank() || name.codePoints().anyMatch(Character::isISOControl)) {
            throw new InvalidSettingException("'" + name + "' is not the name of a schema");
        }
        if (schema.isEmpty() && historyTable.schema().isPresent()) {
            throw new InvalidSettingException("history-table: '" + historyTable + "' names a schema, and every schema has a"
                    + " history of its own: name the table alone");
        }
        return new EngineSettings(set, dataSource, dialects, connectRetries, retirement, sources, historyTable.in(name),
                policies, limits,
                application, listeners, cleaning, otherTool, placeholders, Optional.of(name));
    }

    /** The same with migrations that are known by now; their code is still the sources' to give. */
    EngineSettings with(List<Migration> migrations) {
        MigrationSource known = new Known(migrations, new MergedSources(set, sources));
        return new EngineSettings(set, dataSource, dialects, connectRetries, retirement, List.of(known), historyTable, policies,
                limits, application, listeners, cleaning, otherTool, placeholders, schema);
    }

    private record Known(List<Migration> migrations, MigrationSource source) implements MigrationSource {

        @Override
        public Optional<CodeMigration> code(MigrationId id, Code code) {
            return source.code(id, code);
        }
    }
}
