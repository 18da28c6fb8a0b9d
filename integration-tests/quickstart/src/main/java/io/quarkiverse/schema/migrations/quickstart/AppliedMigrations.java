package io.quarkiverse.schema.migrations.quickstart;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.report.StepReport;

/** Remembers which migrations this very start has applied. Being a bean is all it takes to be told. */
@ApplicationScoped
class AppliedMigrations implements MigrationListener {

    private final List<StepReport> steps = new CopyOnWriteArrayList<>();

    @Override
    public void afterStep(String set, StepReport step) {
        steps.add(step);
    }

    List<StepReport> steps() {
        return List.copyOf(steps);
    }
}
