package io.quarkiverse.schema.migrations.runtime;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.schema.migrations.internal.dialect.Dialects.DialectProvider;
import io.quarkiverse.schema.migrations.internal.history.Application;
import io.quarkiverse.schema.migrations.runtime.command.ExitCode;
import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsRuntimeConfig;
import io.quarkus.arc.ActiveResult;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.annotations.Recorder;
import io.quarkus.runtime.init.InitRuntimeConfig;

/** What the build has the application do. */
@Recorder
public class SchemaMigrationsRecorder {

    private final RuntimeValue<SchemaMigrationsRuntimeConfig> config;
    private final RuntimeValue<InitRuntimeConfig> initialization;

    public SchemaMigrationsRecorder(RuntimeValue<SchemaMigrationsRuntimeConfig> config,
            RuntimeValue<InitRuntimeConfig> initialization) {
        this.config = config;
        this.initialization = initialization;
    }

    /** Whether the bean of a set may be used. */
    public Supplier<ActiveResult> activity(MigrationSet set) {
        return new SetActivity(config.getValue(), set);
    }

    /**
     * Makes the bean of a set.
     *
     * @param dialects for the drivers that the application has; recorded as calls of their constructors
     * @param observers of the set's commands, recorded in the same way
     */
    public Function<SyntheticCreationalContext<SetCommands>, SetCommands> commands(MigrationSet set,
            Application application, List<DialectProvider> dialects, List<CommandObserver> observers) {
        return new SetEngine(sources(), application, dialects, set, observers);
    }

    /**
     * Brings the databases of the sets up to date, one set after the other; or does what the application was told to do
     * instead of its work.
     *
     * @param declared all sets
     * @param built by their names those that have migrations, as far as the build can tell, each with the hash of its
     *        history when the schema is current; that is empty when the build cannot know
     * @param disabled the names of sets that are not part of the application
     */
    public void start(List<MigrationSet> declared, Map<String, String> built, Set<String> disabled, ShutdownContext shutdown) {
        StartUp start = new StartUp(config.getValue(), disabled, built, sources(), shutdown);
        if (initialization.getValue().initAndExit()) {
            start.initialize(declared);
        } else {
            start.start(declared);
        }
    }

    /**
     * Ends an application that was started with {@code quarkus.init-and-exit}. Quarkus itself ends one without a main class,
     * once all of its initialization tasks are done; one with a {@code QuarkusApplication} it would fail to run.
     */
    public void exitWhenInitialized() {
        if (initialization.getValue().initAndExit()) {
            throw ExitCode.DONE.end("The schema migrations are done; exiting because of 'quarkus.init-and-exit'");
        }
    }

    /** Only here, while Quarkus starts the application, is the thread's context class loader known to be the application's. */
    private SetSources sources() {
        return new SetSources(config.getValue(), Thread.currentThread().getContextClassLoader());
    }

    /** Makes the bean that tells how far the start is with a set. */
    public RuntimeValue<SetStart> startOf(String set) {
        return new RuntimeValue<>(new SetStart(set));
    }
}
