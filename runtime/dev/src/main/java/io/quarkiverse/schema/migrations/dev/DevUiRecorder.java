package io.quarkiverse.schema.migrations.dev;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.quarkus.dev.console.DevConsoleManager;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.annotations.Recorder;

/** Hands what the build knows to the pages of the Dev UI. */
@Recorder
public class DevUiRecorder {

    /** The name of the action that creates a migration for the terminal. */
    public static final String CREATE = "schema-migrations-new";

    /**
     * Lets the terminal create migrations, until the application ends. The action takes {@code name} and {@code set}, and
     * returns what to print.
     */
    public void offerCreation(RuntimeValue<DevelopmentFacts> facts, ShutdownContext shutdown) {
        CreationService service = new CreationService();
        service.facts = facts.getValue();
        DevConsoleManager.<String> register(CREATE, call -> service.begin(call.get("set"), call.get("name")));
        shutdown.addShutdownTask(() -> DevConsoleManager.<String> register(CREATE, call -> null));
    }

    /** The parameters are those of {@link DevelopmentFacts}. */
    public RuntimeValue<DevelopmentFacts> facts(List<SetFacts> sets, Map<String, Supplier<String>> initial,
            Map<String, Supplier<String>> update) {
        return new RuntimeValue<>(new DevelopmentFacts(sets, initial, update));
    }
}
