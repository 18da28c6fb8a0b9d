package io.quarkiverse.schema.migrations.internal.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.RunReport;

/** Starts a second run in the first step of a run, and lets the step go on when the second one, which has planned, waits. */
final class SecondRun implements MigrationListener {

    private final Function<MigrationListener, RunReport> command;
    private CompletableFuture<RunReport> report;

    /** @param command the second run, with the listener it has to have */
    SecondRun(Function<MigrationListener, RunReport> command) {
        this.command = command;
    }

    @Override
    public void beforeStep(String set, MigrationId id, Direction direction) {
        if (report != null) {
            return;
        }
        CountDownLatch waiting = new CountDownLatch(1);
        report = CompletableFuture.supplyAsync(() -> command.apply(new MigrationListener() {
            @Override
            public void waitingForLock(String itsSet, Duration timeout) {
                waiting.countDown();
            }
        }));
        try {
            if (!waiting.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("The second run does not wait: " + report);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What became of the second run. */
    RunReport report() throws Exception {
        return report.get(1, TimeUnit.MINUTES);
    }
}
