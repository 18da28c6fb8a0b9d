package io.quarkiverse.schema.migrations.runtime;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsBuildTimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsRuntimeConfig;
import io.quarkus.arc.ActiveResult;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.annotations.Recorder;

/** What the build has the application do. */
@Recorder
public class SchemaMigrationsRecorder {

    private final RuntimeValue<SchemaMigrationsRuntimeConfig> config;
    private final SchemaMigrationsBuildTimeConfig fixed;

    public SchemaMigrationsRecorder(RuntimeValue<SchemaMigrationsRuntimeConfig> config,
            SchemaMigrationsBuildTimeConfig fixed) {
        this.config = config;
        this.fixed = fixed;
    }

    /** Whether the bean of a set may be used. */
    public Supplier<ActiveResult> activity(MigrationSet set) {
        return () -> new SetActivity(config.getValue()).of(set);
    }

    /** Makes the bean of a set. */
    public Function<SyntheticCreationalContext<SetCommands>, SetCommands> commands(MigrationSet set,
            MigratingApplication application) {
        return context -> new SetCommands(set.name(), new SetEngine(config.getValue(), application, set, context));
    }

    /**
     * Brings the databases of the sets up to date, one set after the other; or does what the application was told to do
     * instead of its work.
     *
     * @param declared all sets
     * @param built by their names those that have migrations, as far as the build can tell, each with the hash of its
     *        history when the schema is current; that is empty when the build cannot know
     */
    public void start(List<MigrationSet> declared, Map<String, String> built, ShutdownContext shutdown) {
        new StartUp(config.getValue(), fixed, built, shutdown).start(declared);
    }

    /** Makes the bean that tells how far the start is with a set. */
    public RuntimeValue<SetStart> startOf(String set) {
        return new RuntimeValue<>(new SetStart(set));
    }
}
