package org.acme;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.report.StepReport;

/** Being a bean is all it takes to be told; one without {@code @MigrationSetName} hears of every set. */
@ApplicationScoped
public class Timings implements MigrationListener {

    private final Map<String, Duration> durations = new ConcurrentHashMap<>();

    @Override
    public void afterStep(String set, StepReport step) {
        durations.put(set + " " + step.id(), step.duration());
    }

    public Map<String, Duration> all() {
        return Map.copyOf(durations);
    }
}
