package io.quarkiverse.schema.migrations.builder;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.ConnectionRetirement;
import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.internal.dialect.Dialects;
import io.quarkiverse.schema.migrations.internal.dialect.TableName;
import io.quarkiverse.schema.migrations.internal.engine.Engine;
import io.quarkiverse.schema.migrations.internal.engine.EngineSettings;
import io.quarkiverse.schema.migrations.internal.engine.EngineSettings.Cleaning;
import io.quarkiverse.schema.migrations.internal.engine.EngineSettings.ConnectRetries;
import io.quarkiverse.schema.migrations.internal.engine.EngineSettings.Limits;
import io.quarkiverse.schema.migrations.internal.engine.EngineSettings.OtherToolPolicy;
import io.quarkiverse.schema.migrations.internal.engine.ManySchemas;
import io.quarkiverse.schema.migrations.internal.history.Application;
import io.quarkiverse.schema.migrations.internal.script.Placeholders;
import io.quarkiverse.schema.migrations.internal.source.InMemoryMigration;
import io.quarkiverse.schema.migrations.internal.source.SourceRoot;
import io.quarkiverse.schema.migrations.internal.source.SourceScanner;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.SetName;
import io.quarkiverse.schema.migrations.report.RunReport;

/**
 * Makes the commands of a set without CDI. Options that are not set have the same defaults as in an application. Not
 * thread-safe; what it builds is.
 */
public final class SchemaMigrationsBuilder {

    /** The name of the set that has none of its own. */
    public static final String DEFAULT_SET = SetName.DEFAULT;

    private final DataSource dataSource;
    private final Dialects dialects;
    private final Optional<EngineSettings.Surroundings> surroundings;
    private final List<MigrationSource> sources = new ArrayList<>();
    private final Map<String, List<SourceRoot>> directories = new TreeMap<>();
    private Map<String, String> placeholders = Map.of();
    private final List<InMemoryMigration> inMemory = new ArrayList<>();
    private final List<InMemorySource.Coded> inCode = new ArrayList<>();
    private final List<MigrationListener> listeners = new ArrayList<>();
    private String set = DEFAULT_SET;
    private Optional<TableName> historyTable = Optional.empty();
    private Policies policies = Policies.DEFAULT;
    private Limits limits = Limits.DEFAULT;
    private ConnectRetries connectRetries = ConnectRetries.DEFAULT;
    private Application application = Application.UNKNOWN;
    private Cleaning cleaning = Cleaning.REFUSED;
    private List<String> schemas = List.of();
    private int parallel = 1;
    private Optional<OtherToolPolicy> otherTool = Optional.empty();
    private Optional<MigrationId> baseline = Optional.empty();
    private Optional<ConnectionRetirement> retirement = Optional.empty();

    private SchemaMigrationsBuilder(DataSource dataSource, Dialects dialects,
            Optional<EngineSettings.Surroundings> surroundings) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.dialects = dialects;
        this.surroundings = surroundings;
    }

    /** Begins with the database to migrate. Every command takes one connection of it, and closes it. */
    public static SchemaMigrationsBuilder of(DataSource dataSource) {
        return new SchemaMigrationsBuilder(dataSource, new Dialects(ClassPathDialects.all(), ""), Optional.empty());
    }

    /**
     * The same for the databases that an application was built for. For this extension itself.
     *
     * @param dialects those of the drivers that the application has
     * @param surroundings all sources and listeners, instead of those that are added
     */
    public static SchemaMigrationsBuilder of(DataSource dataSource, Dialects dialects,
            EngineSettings.Surroundings surroundings) {
        return new SchemaMigrationsBuilder(dataSource, dialects, Optional.of(surroundings));
    }

    /** Names the set; without a name it is the default one. */
    public SchemaMigrationsBuilder set(String name) {
        set = Objects.requireNonNull(name, "name");
        return this;
    }

    /** Adds a source. When it is the only one, it answers for giving every id once. */
    public SchemaMigrationsBuilder source(MigrationSource source) {
        sources.add(Objects.requireNonNull(source, "source"));
        return this;
    }

    /**
     * Adds the scripts of a directory, in the layouts that an application has. They are searched at every command.
     *
     * @param directory the directory; a missing one fails the command
     * @param databaseKind which variants to take: {@code sqlite}, {@code postgresql}, {@code mysql} or {@code mariadb}
     */
    public SchemaMigrationsBuilder directory(Path directory, String databaseKind) {
        directories.computeIfAbsent(databaseKind, kind -> new ArrayList<>()).add(SourceRoot.directory(directory));
        return this;
    }

    /** Adds a migration that cannot be rolled back. The script may begin with directives. */
    public SchemaMigrationsBuilder migration(String id, String up) {
        inMemory.add(new InMemoryMigration(id, up));
        return this;
    }

    /** Adds a migration that can be reverted. The scripts may begin with directives. */
    public SchemaMigrationsBuilder migration(String id, String up, String down) {
        inMemory.add(new InMemoryMigration(id, up, down));
        return this;
    }

    /**
     * Adds a migration in Java, which runs in a transaction, and can be reverted when its class overrides {@code down}.
     * Nothing tells whether it has changed since it was applied.
     */
    public SchemaMigrationsBuilder migration(String id, CodeMigration code) {
        inCode.add(InMemorySource.Coded.of(Objects.requireNonNull(id, "id"), Objects.requireNonNull(code, "code")));
        return this;
    }

    /**
     * Names the history table, as {@code table} or {@code schema.table}; a part that holds a dot stands in double
     * quotes. Without a name it is {@code schema_migrations_history}, of a set that has one
     * {@code schema_migrations_history_<set>}.
     *
     * @throws InvalidSettingException when the text is no name of a table
     */
    public SchemaMigrationsBuilder historyTable(String name) {
        historyTable = Optional.of(tableName(name));
        return this;
    }

    private static TableName tableName(String name) {
        try {
            return TableName.parse(name);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(e.getMessage());
        }
    }

    /** Says what to make of disagreements between sources and history. */
    public SchemaMigrationsBuilder policies(Policies what) {
        policies = Objects.requireNonNull(what, "what");
        return this;
    }

    /**
     * Lets a command that cannot reach the database try again; it fails at once when nothing is said.
     *
     * @param retries how often, 0 for never
     * @param interval the time between two tries
     * @throws InvalidSettingException when one of them is negative
     */
    public SchemaMigrationsBuilder connectRetries(int retries, Duration interval) {
        connectRetries = new ConnectRetries(retries, interval);
        return this;
    }

    /**
     * Limits how long a runner waits for another one; 60 seconds when nothing is said, zero: not at all.
     *
     * @throws InvalidSettingException when the time is negative
     */
    public SchemaMigrationsBuilder lockTimeout(Duration timeout) {
        if (timeout.isNegative()) {
            throw new InvalidSettingException("lock-timeout: " + timeout + " is negative; set PT0S or more");
        }
        limits = new Limits(timeout, limits.databaseLock(), limits.statement(), limits.lockRetries());
        return this;
    }

    /**
     * Limits how long a statement of a script waits for locks of the database.
     *
     * @throws InvalidSettingException when the time is zero or negative
     */
    public SchemaMigrationsBuilder databaseLockTimeout(Duration timeout) {
        requirePositive("database-lock-timeout", timeout);
        limits = new Limits(limits.lock(), Optional.of(timeout), limits.statement(), limits.lockRetries());
        return this;
    }

    /**
     * Retries a migration that has failed because a statement waited for a lock of the database for longer than
     * {@link #databaseLockTimeout}, which is 5 seconds then unless it is set. What the migration has done in a transaction is
     * rolled back first; a migration without a transaction goes on at the statement that has failed. Between two tries there is
     * a pause, of the lock's timeout at first and twice as long each time, up to 10 seconds. Without a call, a migration is not
     * retried.
     *
     * @param retries how often, 0 for never
     * @throws InvalidSettingException when the number is negative
     */
    public SchemaMigrationsBuilder lockRetries(int retries) {
        if (retries < 0) {
            throw new InvalidSettingException("lock-retries: " + retries + " is negative: set 0 or more");
        }
        limits = new Limits(limits.lock(), limits.databaseLock(), limits.statement(), retries);
        return this;
    }

    /**
     * Limits how long a statement of a script may run.
     *
     * @throws InvalidSettingException when the time is zero or negative
     */
    public SchemaMigrationsBuilder statementTimeout(Duration timeout) {
        requirePositive("statement-timeout", timeout);
        limits = new Limits(limits.lock(), limits.databaseLock(), Optional.of(timeout), limits.lockRetries());
        return this;
    }

    /**
     * Sets the value that replaces {@code ${name}} in scripts. Without any placeholder scripts run as they are. With some,
     * every {@code ${…}} in a script must be one of them; {@code \${} stands for a {@code ${} that stays. Checksums are those
     * of the scripts as they are written.
     *
     * @throws InvalidSettingException when the name cannot stand there: it has 1 to 255 characters on one line, none of them
     * a closing brace
     */
    public SchemaMigrationsBuilder placeholder(String name, String value) {
        try {
            placeholders = new Placeholders(placeholders).with(name, value).values();
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(e.getMessage());
        }
        return this;
    }

    /**
     * Says who runs the migrations, for the history and for those who wait.
     *
     * @param name null when it has none
     * @param version null when it has none
     */
    public SchemaMigrationsBuilder application(String name, String version) {
        application = new Application(Optional.ofNullable(name), Optional.ofNullable(version));
        return this;
    }

    /** Allows {@link SchemaMigrations#clean()}, which drops everything; it is refused when nothing is said. */
    public SchemaMigrationsBuilder cleanAllowed() {
        cleaning = Cleaning.ALLOWED;
        return this;
    }

    /**
     * Lets {@link SchemaMigrations#migrate()} take over another tool's history first, as long as the set has none of its own
     * and that tool's table is there. When nothing is said, migrating is refused where another tool has a history.
     *
     * @param adoption which tool's, and from which table
     * @throws InvalidSettingException when the table's name is no name of a table
     */
    public SchemaMigrationsBuilder adopt(Adoption adoption) {
        adoption.table().ifPresent(SchemaMigrationsBuilder::tableName);
        otherTool = Optional.of(new OtherToolPolicy.Adopted(adoption));
        return this;
    }

    /** Migrates even where another tool has a history, because that is about another schema than the set's. */
    public SchemaMigrationsBuilder ignoreOtherTools() {
        otherTool = Optional.of(new OtherToolPolicy.Ignored());
        return this;
    }

    /**
     * Has {@link SchemaMigrations#migrate()} count everything up to and including a migration as applied where the schema has
     * tables and neither the set nor another known tool has a history. Makes no difference to other databases.
     *
     * @throws InvalidSettingException when the text cannot be an id
     */
    public SchemaMigrationsBuilder baseline(String id) {
        try {
            baseline = Optional.of(MigrationId.of(id));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("baseline: " + e.getMessage());
        }
        return this;
    }

    /** Adds a listener; they are told in the order in which they were added. */
    public SchemaMigrationsBuilder listener(MigrationListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /** Says how a connection that a command has changed is kept from going back to its pool. Needed for pools only. */
    public SchemaMigrationsBuilder connectionRetirement(ConnectionRetirement how) {
        retirement = Optional.of(Objects.requireNonNull(how, "how"));
        return this;
    }

    /**
     * Has every command do its work in each of these schemas, which have a history each. One that is absent is made when there
     * is something to migrate.
     *
     * @param names in the order in which they are migrated; not quoted. On MySQL and MariaDB they are those of databases
     * @throws InvalidSettingException when one stands there twice
     */
    public SchemaMigrationsBuilder schemas(List<String> names) {
        List<String> twice = names.stream().filter(each -> names.indexOf(each) != names.lastIndexOf(each)).distinct().toList();
        if (!twice.isEmpty()) {
            throw new InvalidSettingException("schemas: duplicate '" + String.join("', '", twice) + "'; name each once");
        }
        schemas = List.copyOf(names);
        return this;
    }

    /**
     * Says in how many schemas a command does its work at a time; in one after the other when nothing is said. It takes as many
     * connections.
     *
     * @throws InvalidSettingException when it is less than 1
     */
    public SchemaMigrationsBuilder parallel(int count) {
        if (count < 1) {
            throw new InvalidSettingException("parallel: " + count + " is not positive; set 1 or more");
        }
        parallel = count;
        return this;
    }

    /**
     * Makes the commands; the database is not touched.
     *
     * @throws InvalidSettingException when there are schemas, and the history table names one as well
     */
    public SchemaMigrations build() {
        if (surroundings.isPresent() && !(sources.isEmpty() && directories.isEmpty() && inMemory.isEmpty()
                && inCode.isEmpty() && listeners.isEmpty())) {
            throw new InvalidSettingException("A SchemaMigrationsCustomizer cannot add migrations or listeners: make them"
                    + " MigrationSource, CodeMigration or MigrationListener beans");
        }
        EngineSettings.Surroundings around = surroundings.isPresent() ? surroundings.get() : added();
        Engine engine = new Engine(new EngineSettings(set, dataSource, dialects, connectRetries, around,
                historyTable.isPresent() ? historyTable.get() : TableName.ofSet(set), policies, limits, application,
                around.allowsClean() ? cleaning : Cleaning.REFUSED, otherTool, baseline, placeholders, Optional.empty()));
        if (schemas.isEmpty()) {
            return engine;
        }
        around.check(schemas, parallel);
        schemas.forEach(engine::inSchema);
        return new ManySchemas(engine, schemas, parallel);
    }

    private Added added() {
        List<MigrationSource> all = new ArrayList<>(sources);
        String name = set;
        directories.forEach((kind, roots) -> {
            SourceScanner scanner = new SourceScanner(name, kind);
            List<SourceRoot> folders = List.copyOf(roots);
            all.add(() -> scanner.scan(folders).migrations());
        });
        if (!inMemory.isEmpty() || !inCode.isEmpty()) {
            all.add(new InMemorySource(set, inMemory, inCode));
        }
        return new Added(List.copyOf(all), List.copyOf(listeners), retirement);
    }

    private record Added(List<MigrationSource> sources, List<MigrationListener> listeners,
            Optional<ConnectionRetirement> retirement) implements EngineSettings.Surroundings {

        @Override
        public void retire(Connection connection) throws SQLException {
            // the connection of a data source without a pool ends when it is closed
            if (retirement.isPresent()) {
                retirement.get().retire(connection);
            }
        }

        @Override
        public boolean isHeard(RunReport report) {
            return !listeners.isEmpty();
        }
    }

    private static void requirePositive(String key, Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new InvalidSettingException(key + ": " + timeout + " must be above zero; set a longer one, or none");
        }
    }
}
