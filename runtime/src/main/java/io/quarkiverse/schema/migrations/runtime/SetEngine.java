package io.quarkiverse.schema.migrations.runtime;

import java.lang.annotation.Annotation;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.sql.DataSource;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.transaction.TransactionManager;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsCustomizer;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.internal.dialect.Dialects;
import io.quarkiverse.schema.migrations.internal.dialect.Dialects.DialectProvider;
import io.quarkiverse.schema.migrations.internal.dialect.TableName;
import io.quarkiverse.schema.migrations.internal.engine.EngineSettings;
import io.quarkiverse.schema.migrations.internal.history.Application;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepReport;
import io.quarkiverse.schema.migrations.runtime.config.MigrationSetRuntimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.MigrationSetRuntimeConfig.OtherTool;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.agroal.runtime.AgroalDataSourceUtil;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Makes a set's engine, and the bean of its commands, from what the application is configured to. */
final class SetEngine implements EngineSettings.Surroundings, Function<SyntheticCreationalContext<SetCommands>, SetCommands> {

    private final SetSources sources;
    private final MigrationSetRuntimeConfig settings;
    private final Application application;
    private final List<DialectProvider> dialects;
    private final MigrationSet set;
    private final List<CommandObserver> observers;
    private SyntheticCreationalContext<?> context;
    private Optional<DataSource> own = Optional.empty();
    private List<MigrationSource> found;
    private List<MigrationListener> listeners;

    /**
     * @param sources where its migrations come from
     * @param application who migrates, for the history
     * @param dialects for the databases that the application can meet
     * @param observers of the set's commands
     */
    SetEngine(SetSources sources, Application application, List<DialectProvider> dialects, MigrationSet set,
            List<CommandObserver> observers) {
        this.sources = sources;
        this.settings = sources.settings(set);
        this.application = application;
        this.dialects = dialects;
        this.set = set;
        this.observers = observers;
    }

    /**
     * Makes the bean.
     *
     * @param beans has those that the set uses
     * @throws ConfigurationException when something in its configuration is wrong
     */
    @Override
    public SetCommands apply(SyntheticCreationalContext<SetCommands> beans) {
        context = beans;
        return new SetCommands(set.name(), this);
    }

    /** Whether anybody observes its commands. */
    boolean isObserved() {
        return !observers.isEmpty();
    }

    /**
     * Does a command that runs scripts.
     *
     * @param command the word for it
     */
    RunReport observed(String command, Supplier<RunReport> work) {
        Supplier<RunReport> observed = work;
        for (CommandObserver observer : observers) {
            Supplier<RunReport> inner = observed;
            observed = () -> observer.observe(set, command, inner);
        }
        return observed.get();
    }

    @Override
    public Runnable carrying(Runnable work) {
        Runnable carrying = work;
        for (CommandObserver observer : observers) {
            carrying = observer.carrying(carrying);
        }
        return carrying;
    }

    @Override
    public void beforeLogging(StepReport step) {
        for (CommandObserver observer : observers) {
            observer.beforeLogging(set, step);
        }
    }

    @Override
    public void afterLogging() {
        for (CommandObserver observer : observers) {
            observer.afterLogging();
        }
    }

    /** The qualifier of a set's bean. */
    static Annotation qualifier(String set) {
        return set.equals(SetKey.DEFAULT_SET) ? Default.Literal.INSTANCE : MigrationSetName.Literal.of(set);
    }

    private AgroalDataSource dataSource() {
        return context.getInjectedReference(AgroalDataSource.class, AgroalDataSourceUtil.qualifier(set.dataSource()));
    }

    TransactionManager transactions() {
        return context.getInjectedReference(TransactionManager.class);
    }

    @Override
    public synchronized List<MigrationSource> sources() {
        if (found == null) {
            found = sources.of(set);
        }
        return found;
    }

    @Override
    public synchronized List<MigrationListener> listeners() {
        if (listeners == null) {
            List<MigrationListener> all = new ArrayList<>();
            all.add(start().untilShutdown());
            for (CommandObserver observer : observers) {
                all.add(observer.steps(set));
            }
            for (InstanceHandle<MigrationListener> listener : listenerBeans().handles()) {
                if (hears(listener, set)) {
                    all.add(listener.get());
                }
            }
            all.add(new EventListener(set.name()));
            listeners = List.copyOf(all);
        }
        return listeners;
    }

    private SetStart start() {
        return context.getInjectedReference(SetStart.class, qualifier(set.name()));
    }

    @Override
    public boolean isStopped(RuntimeException failure) {
        return start().isStopped(failure);
    }

    @Override
    public boolean isHeard(RunReport report) {
        return !listenerBeans().isUnsatisfied() || EventListener.isHeard(report);
    }

    /** Of the pool; connections of the set's own end when they are closed. */
    @Override
    public void retire(Connection connection) {
        if (own.isEmpty()) {
            new AgroalRetirement(dataSource()).retire(connection);
        }
    }

    private InjectableInstance<MigrationListener> listenerBeans() {
        return Arc.container().select(MigrationListener.class, Any.Literal.INSTANCE);
    }

    /** Makes the engine; the database is not asked for anything, and neither are sources and listeners. */
    SchemaMigrations create() {
        AgroalDataSource dataSource = dataSource();
        own = new OwnConnections(set.name(), settings).beside(dataSource);
        if (set.databaseKind().equals("sqlite")) {
            NewSqliteFile.make(OwnConnections.url(connections()));
        }
        SchemaMigrationsBuilder builder = SchemaMigrationsBuilder
                .of(own.isPresent() ? own.get() : dataSource, new Dialects(dialects, set.databaseKind()), this)
                .set(set.name())
                .policies(Policies.DEFAULT.with(settings.outOfOrder()).with(settings.modified()).with(settings.missing())
                        .with(settings.missingDown()).with(settings.future()).with(postDeploy()))
                .lockTimeout(settings.lockTimeout())
                .application(application.name().orElse(null), application.version().orElse(null));
        if (sources.hasDirectories(set)) {
            sources(); // a name that cannot be one stops the start
        }
        placeIn(builder);
        options(builder);
        if (customize(builder)) {
            return builder.set(set.name()).build();
        }
        return settings.schemas().isEmpty() ? builder.build() : checked(set, "history-table", builder::build);
    }

    /**
     * Makes an engine for another, empty database; there, nothing is adopted, and no baseline is set. A customizer cannot lead
     * it back to the schemas and the history table of the application.
     *
     * @param schema where it works; empty: where the connection is
     */
    SchemaMigrations scratch(DataSource scratch, EngineSettings.Surroundings surroundings, Optional<String> schema) {
        SchemaMigrationsBuilder builder = SchemaMigrationsBuilder
                .of(scratch, new Dialects(dialects, set.databaseKind()), surroundings)
                .policies(Policies.DEFAULT.with(Policies.PostDeploy.APPLY)).ignoreOtherTools();
        settings.placeholders().forEach(builder::placeholder);
        limits(builder);
        customize(builder);
        return builder.set(set.name()).historyTable(TableName.ofSet(set.name()).table()).schemas(schema.stream().toList())
                .parallel(1).build();
    }

    String name() {
        return set.name();
    }

    String dataSourceName() {
        return set.dataSource();
    }

    /** Leads to the database of the set. */
    AgroalDataSource connections() {
        return own.isPresent() ? (AgroalDataSource) own.get() : dataSource();
    }

    /** Returns where the scratch databases of the set are made. */
    DriftComparison.Server scratchServer() {
        return new DriftComparison.Server(set.name(), connections(), settings.driftJdbcUrl(), settings.driftUsername(),
                settings.driftPassword());
    }

    /** In a packaged application not even a customizer can allow it. */
    @Override
    public boolean allowsClean() {
        return LaunchMode.current() != LaunchMode.NORMAL;
    }

    @Override
    public void check(List<String> schemas, int parallel) {
        SetSchemas all = new SetSchemas(set, settings.historyTable(), schemas, parallel);
        all.refuseWithoutSchemas();
        if (own.isEmpty()) {
            all.refuseMoreThan(dataSource());
        }
    }

    private void placeIn(SchemaMigrationsBuilder builder) {
        if (settings.historyTable().isPresent()) {
            checked(set, "history-table", () -> builder.historyTable(settings.historyTable().get()));
        }
        if (settings.schemas().isPresent()) {
            checked(set, "schemas", () -> builder.schemas(settings.schemas().get()));
            checked(set, "parallel", () -> builder.parallel(settings.parallel()));
        }
    }

    private void options(SchemaMigrationsBuilder builder) {
        try {
            builder.connectRetries(settings.connectRetries(), settings.connectRetryInterval());
        } catch (InvalidSettingException e) {
            throw wrong(set, settings.connectRetries() < 0 ? "connect-retries" : "connect-retry-interval", e);
        }
        adopt(set, settings, builder);
        for (Map.Entry<String, String> each : settings.placeholders().entrySet()) {
            checked(set, "placeholders.\"" + each.getKey() + "\"",
                    () -> builder.placeholder(each.getKey(), each.getValue()));
        }
        if (settings.baseline().isPresent()) {
            checked(set, "baseline", () -> builder.baseline(settings.baseline().get()));
        }
        if (settings.lockRetries() != 0) {
            checked(set, "lock-retries", () -> builder.lockRetries(settings.lockRetries()));
        }
        limits(builder);
        if (settings.cleanAllowed()) {
            builder.cleanAllowed();
        }
    }

    /** How long the server may take over what scripts do. */
    private void limits(SchemaMigrationsBuilder builder) {
        if (settings.databaseLockTimeout().isPresent()) {
            builder.databaseLockTimeout(settings.databaseLockTimeout().get());
        }
        if (settings.statementTimeout().isPresent()) {
            builder.statementTimeout(settings.statementTimeout().get());
        }
    }

    /** Returns whether there was a bean that did. */
    private boolean customize(SchemaMigrationsBuilder builder) {
        InjectableInstance<SchemaMigrationsCustomizer> all = Arc.container().select(SchemaMigrationsCustomizer.class,
                Any.Literal.INSTANCE);
        if (all.isUnsatisfied()) {
            return false;
        }
        List<InstanceHandle<SchemaMigrationsCustomizer>> beans = new ArrayList<>();
        for (InstanceHandle<SchemaMigrationsCustomizer> bean : all.handles()) {
            if (bean.getBean().isActive() && isOf(bean)) {
                beans.add(bean);
            }
        }
        beans.sort(Comparator.comparingInt(bean -> -bean.getBean().getPriority()));
        for (InstanceHandle<SchemaMigrationsCustomizer> bean : beans) {
            try {
                bean.get().customize(builder);
            } catch (InvalidSettingException e) {
                throw new ConfigurationException("The SchemaMigrationsCustomizer '"
                        + bean.getBean().getBeanClass().getName() + "' sets a wrong value: " + e.getMessage(), e, Set.of());
            }
        }
        return !beans.isEmpty();
    }

    private boolean isOf(InstanceHandle<SchemaMigrationsCustomizer> bean) {
        for (Annotation qualifier : bean.getBean().getQualifiers()) {
            if (qualifier instanceof MigrationSetName name) {
                return name.value().equals(set.name());
            }
        }
        return set.name().equals(SetKey.DEFAULT_SET);
    }

    private static void adopt(MigrationSet set, MigrationSetRuntimeConfig settings, SchemaMigrationsBuilder builder) {
        if (settings.adopt().tool().isPresent() || settings.adoptTable().isPresent()) {
            checked(set, "adopt-table", () -> builder.adopt(new Adoption(settings.adopt().tool()
                    .orElseThrow(() -> new InvalidSettingException("there is no tool to take '" + settings.adoptTable().get()
                            + "' over from: name it with '" + new SetKey(set.name(), "adopt") + "', or remove this key")),
                    settings.adoptTable())));
        }
        if (settings.adopt() == OtherTool.IGNORE) {
            builder.ignoreOtherTools();
        }
    }

    private Policies.PostDeploy postDeploy() {
        if (settings.postDeploy().isPresent()) {
            return settings.postDeploy().get();
        }
        return LaunchMode.current() == LaunchMode.NORMAL ? Policies.PostDeploy.HOLD : Policies.PostDeploy.APPLY;
    }

    private static <T> T checked(MigrationSet set, String name, Supplier<T> setting) {
        try {
            return setting.get();
        } catch (InvalidSettingException e) {
            throw wrong(set, name, e);
        }
    }

    private static ConfigurationException wrong(MigrationSet set, String name, InvalidSettingException e) {
        SetKey key = new SetKey(set.name(), name);
        return new ConfigurationException("The value of '" + key + "' is wrong: " + e.getMessage(), e, Set.of(key.toString()));
    }

    /** A listener that names a set hears of that one only, any other hears of all. */
    private static boolean hears(InstanceHandle<MigrationListener> listener, MigrationSet set) {
        for (Annotation qualifier : listener.getBean().getQualifiers()) {
            if (qualifier instanceof MigrationSetName name && !name.value().equals(set.name())) {
                return false;
            }
        }
        return true;
    }
}
