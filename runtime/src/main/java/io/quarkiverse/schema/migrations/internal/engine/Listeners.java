package io.quarkiverse.schema.migrations.internal.engine;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.error.ListenerException;
import io.quarkiverse.schema.migrations.error.Secrets;
import io.quarkiverse.schema.migrations.internal.engine.LoggingListener.Messages;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.AdoptionReport;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepProgress;
import io.quarkiverse.schema.migrations.report.StepReport;

/** Several listeners as one, told in their order. One that throws is the last that is told. */
record Listeners(List<MigrationListener> all) implements MigrationListener {

    @Override
    public MigrationListener inSchema(String schema) {
        return new Listeners(all.stream().map(listener -> listener.inSchema(schema)).toList());
    }

    private void tell(String consequence, Consumer<MigrationListener> what) {
        for (MigrationListener listener : all) {
            try {
                what.accept(listener);
            } catch (RuntimeException | Error e) {
                throw new ListenerException("A listener stopped the run: " + e + ". " + consequence, e);
            }
        }
    }

    /** Tells all listeners of a failure; what they throw does not take its place. */
    private void tellAll(Throwable failure, Consumer<MigrationListener> what) {
        for (MigrationListener listener : all) {
            try {
                what.accept(listener);
            } catch (RuntimeException | Error e) {
                Failures.suppress(failure, e);
            }
        }
    }

    @Override
    public void beforeRun(String set, List<MigrationId> planned) {
        tell("Nothing was run", listener -> listener.beforeRun(set, planned));
    }

    @Override
    public void warned(String set, Discrepancy discrepancy) {
        tell("Nothing more was run", listener -> listener.warned(set, discrepancy));
    }

    @Override
    public void retryingStep(String set, MigrationId id, int retry, int retries, Duration pause, String reason) {
        tell("The migration is not retried", listener -> listener.retryingStep(set, id, retry, retries, pause, reason));
    }

    @Override
    public void retryingConnection(String set, int retry, int retries, Duration interval, String reason) {
        tell("Nothing was run", listener -> listener.retryingConnection(set, retry, retries, interval, reason));
    }

    @Override
    public void waitingForLock(String set, Duration timeout, String reason) {
        tell("Nothing more was run", listener -> listener.waitingForLock(set, timeout, reason));
    }

    @Override
    public void waitedForLock(String set, Duration waited) {
        tell("Nothing more was run", listener -> listener.waitedForLock(set, waited));
    }

    @Override
    public void adopted(AdoptionReport report) {
        tell("The history of " + report.tool() + " is taken over; nothing was run", listener -> listener.adopted(report));
    }

    @Override
    public void beforeStep(String set, MigrationId id, Direction direction) {
        tell("Nothing of '" + id + "' was run, and nothing behind it",
                listener -> listener.beforeStep(set, id, direction));
    }

    @Override
    public void stillRunning(StepProgress progress) {
        all.forEach(listener -> listener.stillRunning(progress));
    }

    @Override
    public void afterStep(String set, StepReport step) {
        tell("'" + step.id() + "' is " + Messages.done(step.direction()) + "; nothing behind it was run",
                listener -> listener.afterStep(set, step));
    }

    @Override
    public void stepFailed(String set, MigrationId id, Direction direction, Throwable failure) {
        Throwable cleaned = Secrets.removed(failure);
        tellAll(failure, listener -> listener.stepFailed(set, id, direction, cleaned));
    }

    @Override
    public void afterRun(RunReport report) {
        tell("It had ended", listener -> listener.afterRun(report));
    }

    @Override
    public void runFailed(RunReport report, RuntimeException failure) {
        tellAll(failure, listener -> listener.runFailed(report, failure));
    }
}
