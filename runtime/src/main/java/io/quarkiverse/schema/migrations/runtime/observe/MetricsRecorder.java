package io.quarkiverse.schema.migrations.runtime.observe;

import java.util.List;
import java.util.function.Consumer;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import io.quarkus.runtime.metrics.MetricsFactory;

/** Has the application measure what its sets do. */
@Recorder
public class MetricsRecorder {

    /**
     * Makes the listener that measures.
     *
     * @param sets the names of all sets
     */
    public RuntimeValue<MigrationListener> listener(List<String> sets) {
        return new RuntimeValue<>(new SetMetrics(sets));
    }

    /** Makes what is told where the metrics go to. */
    public Consumer<MetricsFactory> registration(RuntimeValue<MigrationListener> listener) {
        return ((SetMetrics) listener.getValue())::register;
    }
}
