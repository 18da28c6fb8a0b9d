package io.quarkiverse.schema.migrations.runtime.internal.execution;

import java.time.Duration;
import java.util.List;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepReport;

/** Several listeners as one, told in their order. */
record Listeners(List<MigrationListener> all) implements MigrationListener {

    @Override
    public void beforeRun(String set, List<MigrationId> planned) {
        all.forEach(listener -> listener.beforeRun(set, planned));
    }

    @Override
    public void warned(String set, Discrepancy discrepancy) {
        all.forEach(listener -> listener.warned(set, discrepancy));
    }

    @Override
    public void retryingConnection(String set, int retry, int retries, Duration interval, String reason) {
        all.forEach(listener -> listener.retryingConnection(set, retry, retries, interval, reason));
    }

    @Override
    public void waitingForLock(String set, Duration timeout) {
        all.forEach(listener -> listener.waitingForLock(set, timeout));
    }

    @Override
    public void beforeStep(String set, MigrationId id, Direction direction) {
        all.forEach(listener -> listener.beforeStep(set, id, direction));
    }

    @Override
    public void afterStep(String set, StepReport step) {
        all.forEach(listener -> listener.afterStep(set, step));
    }

    @Override
    public void stepFailed(String set, MigrationId id, Direction direction, Throwable failure) {
        all.forEach(listener -> listener.stepFailed(set, id, direction, failure));
    }

    @Override
    public void afterRun(RunReport report) {
        all.forEach(listener -> listener.afterRun(report));
    }

    @Override
    public void runFailed(RunReport report, RuntimeException failure) {
        all.forEach(listener -> listener.runFailed(report, failure));
    }
}
