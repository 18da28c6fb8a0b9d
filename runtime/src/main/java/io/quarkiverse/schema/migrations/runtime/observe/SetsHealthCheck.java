package io.quarkiverse.schema.migrations.runtime.observe;

import java.util.Map;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import io.quarkiverse.schema.migrations.runtime.SetStart;

/** Tells whether the application's schemas are what it needs. */
@Readiness
@ApplicationScoped
public class SetsHealthCheck implements HealthCheck {

    private final Instance<SetStart> starts;

    SetsHealthCheck(@Any Instance<SetStart> starts) {
        this.starts = starts;
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, SetStart.Readiness> sets = new TreeMap<>();
        for (SetStart start : starts) {
            start.readiness().ifPresent(readiness -> sets.put(start.set(), readiness));
        }
        HealthCheckResponseBuilder response = HealthCheckResponse.named("Schema migrations")
                .status(sets.values().stream().allMatch(SetStart.Readiness::ready));
        sets.forEach((set, readiness) -> response.withData(set, readiness.word()));
        return response.build();
    }
}
