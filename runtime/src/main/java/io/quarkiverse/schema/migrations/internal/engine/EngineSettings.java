package io.quarkiverse.schema.migrations.internal.engine;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.ConnectionRetirement;
import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkiverse.schema.migrations.error.Secrets;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.Dialects;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptRun.ScriptLimits;
import io.quarkiverse.schema.migrations.internal.dialect.TableName;
import io.quarkiverse.schema.migrations.internal.history.Application;
import io.quarkiverse.schema.migrations.internal.history.History;
import io.quarkiverse.schema.migrations.internal.source.SourceScan;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.model.SourceProblem;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepReport;

/**
 * All that an engine is made of.
 *
 * @param set the name of the set
 * @param dataSource where its connections come from
 * @param dialects for the databases that they can lead to
 * @param connectRetries what to do while there are none
 * @param surroundings where its migrations come from, who watches, and how a connection is kept from going back to its pool
 * @param historyTable the history table, as configured
 * @param policies what to make of disagreements between sources and history
 * @param limits how long things may take
 * @param application who runs it
 * @param cleaning whether everything may be dropped
 * @param otherTool what becomes of another tool's history; empty: migrating is refused, because a person has to decide
 *        whether it describes this schema
 * @param baseline up to which migration all count as applied where there are tables and no history of any tool; empty: none
 * @param placeholders what stands in scripts for what differs from place to place, by name
 * @param schema where its scripts run, and its history is; empty: where the connection is
 */
public record EngineSettings(String set, DataSource dataSource, Dialects dialects, ConnectRetries connectRetries,
        Surroundings surroundings, TableName historyTable, Policies policies,
        Limits limits, Application application, Cleaning cleaning, Optional<OtherToolPolicy> otherTool,
        Optional<MigrationId> baseline,
        Map<String, String> placeholders,
        Optional<String> schema) {

    /** What is found only when a command needs it; a start with nothing pending does not. */
    public interface Surroundings extends ConnectionRetirement {

        /** Returns the sources of the set's migrations. */
        List<MigrationSource> sources();

        /** Returns the listeners beside the log, in the order in which they are told. */
        List<MigrationListener> listeners();

        /** Whether a listener has to be told of this run, which has ended. */
        boolean isHeard(RunReport report);

        /** Returns the work with whatever the calling thread's context is, to be done on a thread of the command's own. */
        default Runnable carrying(Runnable work) {
            return work;
        }

        /** The line about a step that is done is logged next, on this thread. */
        default void beforeLogging(StepReport step) {
        }

        /** That line is logged. */
        default void afterLogging() {
        }

        /** Whether a run has failed only because the application shuts down, which says so itself. */
        default boolean isStopped(RuntimeException failure) {
            return false;
        }

        /** Whether schemas may be cleaned, where the options allow it. */
        default boolean allowsClean() {
            return true;
        }

        /**
         * Throws when no command could work in these schemas.
         *
         * @param schemas not empty
         * @param parallel how many at a time
         */
        default void check(List<String> schemas, int parallel) {
            // where nothing is known of pools, nothing is wrong
        }
    }

    /** The sources of the set as one. */
    public MergedSources sources() {
        return new MergedSources(set, surroundings.sources());
    }

    /** Reads something in a history. */
    @FunctionalInterface
    public interface HistoryReader<T> {
        T read(History history) throws SQLException, IOException;
    }

    /** Reads the history on a connection of its own, for those who show it; changes nothing. */
    public <T> T read(HistoryReader<T> reader) throws SQLException, IOException {
        try (Connection connection = dataSource.getConnection()) {
            Dialect dialect = dialects.of(connection);
            return reader.read(new History(connection, dialect, dialect.resolve(connection, historyTable), application));
        }
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
        return new EngineSettings(set, dataSource, dialects, connectRetries, surroundings, historyTable.in(name),
                policies, limits, application, cleaning, otherTool, baseline, placeholders, Optional.of(name));
    }

    /** The same, in which a connection is tried once. */
    public EngineSettings withoutConnectRetries() {
        return new EngineSettings(set, dataSource, dialects, ConnectRetries.DEFAULT, surroundings, historyTable, policies,
                limits, application, cleaning, otherTool, baseline, placeholders, schema);
    }

    /** The same, in which everything may be dropped or may not. */
    EngineSettings with(Cleaning other) {
        return new EngineSettings(set, dataSource, dialects, connectRetries, surroundings, historyTable, policies, limits,
                application, other, otherTool, baseline, placeholders, schema);
    }

    /** The same with migrations that are known by now; their code is still the sources' to give. */
    EngineSettings with(List<Migration> migrations) {
        return new EngineSettings(set, dataSource, dialects, connectRetries, new Known(migrations, this),
                historyTable, policies, limits, application, cleaning, otherTool, baseline, placeholders, schema);
    }

    private record Known(List<Migration> migrations, EngineSettings settings) implements MigrationSource, Surroundings {

        @Override
        public Optional<CodeMigration> code(MigrationId id, Code code) {
            return settings.sources().code(id, code);
        }

        @Override
        public List<MigrationSource> sources() {
            return List.of(this);
        }

        @Override
        public List<MigrationListener> listeners() {
            return settings.surroundings().listeners();
        }

        @Override
        public boolean isHeard(RunReport report) {
            return settings.surroundings().isHeard(report);
        }

        @Override
        public Runnable carrying(Runnable work) {
            return settings.surroundings().carrying(work);
        }

        @Override
        public void beforeLogging(StepReport step) {
            settings.surroundings().beforeLogging(step);
        }

        @Override
        public void afterLogging() {
            settings.surroundings().afterLogging();
        }

        @Override
        public void retire(Connection connection) throws SQLException {
            settings.surroundings().retire(connection);
        }
    }

    /**
     * How long things may take.
     *
     * @param lock how long a runner waits for another one
     * @param databaseLock how long a statement of a script waits for a lock of the database; empty: as the session has it
     * @param statement how long a statement of a script may run; empty: as long as it likes
     * @param lockRetries how often a migration is retried after a statement has waited that long for a lock of the database
     */
    public record Limits(Duration lock, Optional<Duration> databaseLock, Optional<Duration> statement, int lockRetries) {

        /** How long a statement waits for a lock where a migration may be retried and no time is configured. */
        private static final Duration DATABASE_LOCK_WITH_RETRIES = Duration.ofSeconds(5);

        /** What holds for one script: what it says itself, else what is said here. */
        ScriptLimits of(ScriptOptions options) {
            return new ScriptLimits(options.databaseLockTimeout().or(this::databaseLock).or(() -> defaultOf(options)),
                    options.statementTimeout().or(this::statement));
        }

        private Optional<Duration> defaultOf(ScriptOptions options) {
            return lockRetries(options) > 0 ? Optional.of(DATABASE_LOCK_WITH_RETRIES) : Optional.empty();
        }

        /** How often a migration is retried: what its script says, else what is configured. */
        int lockRetries(ScriptOptions options) {
            return options.lockRetries().orElse(lockRetries);
        }

        /** What holds when nothing is said. */
        public static final Limits DEFAULT = new Limits(Duration.ofSeconds(60), Optional.empty(), Optional.empty(), 0);
    }

    /**
     * How long to wait for a database that is not there yet.
     *
     * @param count how often a connection is tried again; 0: never
     * @param interval the time between two tries
     */
    public record ConnectRetries(int count, Duration interval) {

        /** What holds when nothing is said. */
        public static final ConnectRetries DEFAULT = new ConnectRetries(0, Duration.ofSeconds(1));

        /**
         * @throws InvalidSettingException when one of them is negative
         */
        public ConnectRetries {
            if (count < 0) {
                throw new InvalidSettingException(
                        "connect-retries: " + count + " is negative; set 0 or more");
            }
            if (interval.isNegative()) {
                throw new InvalidSettingException(
                        "connect-retry-interval: " + interval + " is negative; set PT0S or more");
            }
        }
    }

    /** Whether everything may be dropped. */
    public enum Cleaning {
        /** It may not. */
        REFUSED,
        /** It may. */
        ALLOWED
    }

    /** What becomes of another tool's history that is found while the set has none of its own. */
    public sealed interface OtherToolPolicy {

        /** It is about something else. */
        record Ignored() implements OtherToolPolicy {
        }

        /** It is taken over. */
        record Adopted(Adoption adoption) implements OtherToolPolicy {
        }
    }

    /**
     * All sources of a set as one. A lone source answers for giving every id once; of several, no two may share an id.
     *
     * @param set the name of the set
     * @param sources where its migrations come from
     */
    public record MergedSources(String set, List<MigrationSource> sources) implements MigrationSource {

        public MergedSources {
            sources = List.copyOf(sources);
        }

        /**
         * Asks every source once.
         *
         * @return the migrations in their order
         * @throws InvalidSourcesException with what is wrong in all of the sources
         */
        @Override
        public List<Migration> migrations() {
            List<List<Migration>> offered = new ArrayList<>();
            List<SourceProblem> problems = new ArrayList<>();
            List<Throwable> failures = new ArrayList<>();
            for (MigrationSource source : sources) {
                try {
                    offered.add(List.copyOf(source.migrations()));
                } catch (InvalidSourcesException e) {
                    problems.addAll(e.problems());
                } catch (RuntimeException | Error e) {
                    problems.add(new SourceProblem(source.name(), "failed with " + e + "; correct the source"));
                    failures.add(e);
                }
            }
            if (problems.isEmpty() && offered.size() == 1) {
                return sorted(offered.get(0));
            }
            SourceScan merged = SourceScan.merge(set, offered);
            problems.addAll(merged.problems());
            if (problems.isEmpty()) {
                return merged.migrations();
            }
            InvalidSourcesException invalid = new InvalidSourcesException(set, problems);
            failures.forEach(failure -> invalid.addSuppressed(Secrets.removed(failure)));
            throw invalid;
        }

        @Override
        public Optional<CodeMigration> code(MigrationId id, Code code) {
            return sources.stream().map(source -> source.code(id, code)).flatMap(Optional::stream).findFirst();
        }

        /** What the build has found, which is nearly always all, is in order. */
        private static List<Migration> sorted(List<Migration> migrations) {
            for (int i = 1; i < migrations.size(); i++) {
                if (migrations.get(i - 1).compareTo(migrations.get(i)) > 0) {
                    return migrations.stream().sorted().toList();
                }
            }
            return migrations;
        }
    }
}
