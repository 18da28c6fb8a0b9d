package io.quarkiverse.schema.migrations.dev;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

/** Hands what the build knows to the pages of the Dev UI. */
@Recorder
public class DevUiRecorder {

    /** The parameters are those of {@link DevelopmentFacts}. */
    public RuntimeValue<DevelopmentFacts> facts(List<SetFacts> sets, Map<String, Supplier<String>> initial,
            Map<String, Supplier<String>> update) {
        return new RuntimeValue<>(new DevelopmentFacts(sets, initial, update));
    }
}
