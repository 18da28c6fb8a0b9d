package io.quarkiverse.schema.migrations.runtime;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.schema.migrations.runtime.DevelopmentSets.ContinuousTestingSets;
import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsRuntimeConfig;
import io.quarkus.dev.console.DevConsoleManager;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.annotations.Recorder;
import io.quarkus.runtime.init.InitRuntimeConfig;

/** What the build has the application do in development mode and in continuous testing, and never elsewhere. */
@Recorder
public class DevelopmentRecorder {

    /** The name of the action that does a command of the terminal. */
    public static final String CONSOLE = "schema-migrations";

    private final RuntimeValue<SchemaMigrationsRuntimeConfig> config;
    private final RuntimeValue<InitRuntimeConfig> initialization;

    public DevelopmentRecorder(RuntimeValue<SchemaMigrationsRuntimeConfig> config,
            RuntimeValue<InitRuntimeConfig> initialization) {
        this.config = config;
        this.initialization = initialization;
    }

    /**
     * Makes what migrates the sets.
     *
     * @param ofDevServices the names of the datasources of which Dev Services started the databases
     */
    public RuntimeValue<DevelopmentSets> sets(Set<String> ofDevServices) {
        return new RuntimeValue<>(new DevelopmentSets(config.getValue(), ofDevServices));
    }

    /** Makes what migrates the sets in continuous testing; the parameter is the same. */
    public RuntimeValue<DevelopmentSets> setsOfTests(Set<String> ofDevServices) {
        return new RuntimeValue<>(new ContinuousTestingSets(config.getValue(), ofDevServices));
    }

    /** Lets the terminal give commands, until the application ends. */
    public void offerCommands(RuntimeValue<DevelopmentSets> sets, ShutdownContext shutdown) {
        DevConsoleManager.<String> register(CONSOLE, sets.getValue()::command);
        shutdown.addShutdownTask(() -> DevConsoleManager.<String> register(CONSOLE, parameters -> null));
    }

    /**
     * Does what {@link SchemaMigrationsRecorder#start} does in other modes.
     *
     * @param sets migrates them
     */
    public void start(List<MigrationSet> declared, Map<String, String> built, Set<String> disabled,
            RuntimeValue<DevelopmentSets> sets, ShutdownContext shutdown) {
        StartUp start = new DevelopmentStartUp(config.getValue(), disabled, built, shutdown, sets.getValue());
        if (initialization.getValue().initAndExit()) {
            start.initialize(declared);
        } else {
            start.start(declared);
        }
    }

    /** A start in development mode: the database follows the sources. */
    private static final class DevelopmentStartUp extends StartUp {

        private final DevelopmentSets sets;

        /** The parameters are those of {@link StartUp}; the last one migrates the sets. */
        DevelopmentStartUp(SchemaMigrationsRuntimeConfig config, Set<String> disabled,
                Map<String, String> built, ShutdownContext shutdown, DevelopmentSets sets) {
            super(config, disabled, built, new SetSources(config, Thread.currentThread().getContextClassLoader()), shutdown);
            this.sets = sets;
        }

        @Override
        void start(List<MigrationSet> declared) {
            sets.are(declared, () -> targets(migrated(declared)));
            super.start(declared);
        }

        @Override
        SetCommands commands(MigrationSet set) {
            return sets.commands(set);
        }
    }
}
