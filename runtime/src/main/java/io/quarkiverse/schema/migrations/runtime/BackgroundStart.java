package io.quarkiverse.schema.migrations.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.model.SetName;
import io.quarkiverse.schema.migrations.report.RunReport;

/** Migrates a set beside the start of the application. */
final class BackgroundStart {

    /** How long the shutdown waits for the steps that are running; what is cut off then is taken up by the next start. */
    private static final Duration LAST_STEP = Duration.ofSeconds(10);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.schema.migrations");

    private final SetStart start;
    private final Thread thread;
    private final AtomicBoolean toldOfStop = new AtomicBoolean();

    /**
     * @param migration what is done beside the start
     */
    BackgroundStart(SetStart start, Runnable migration) {
        this.start = start;
        this.thread = new Thread(() -> migrate(migration), "schema-migrations " + start.set());
        thread.setDaemon(true);
    }

    void begin() {
        start.begin();
        thread.start();
    }

    private void migrate(Runnable migration) {
        try {
            migration.run();
        } catch (RuntimeException | Error e) {
            if (start.isStopped(e)) {
                tellOfStop(stopped(e));
                return;
            }
            boolean explained = e instanceof SchemaMigrationsException;
            LOG.error("The background migration" + SetName.of(start.set())
                    + " failed; the application runs with the schema as it is: " + (explained ? e.getMessage() : e),
                    explained ? null : e);
            if (explained) {
                LOG.debug("The stack trace of the failure", e);
            }
        }
    }

    private void tellOfStop(String how) {
        if (toldOfStop.compareAndSet(false, true)) {
            LOG.warn("The background migration" + SetName.of(start.set()) + " " + how);
        }
    }

    private static String stopped(Throwable end) {
        Optional<RunReport> report = end instanceof SchemaMigrationsException failure ? failure.report() : Optional.empty();
        int done = report.map(RunReport::done).map(List::size).orElse(0);
        String next = report.stream().flatMap(run -> Stream.concat(run.failed().stream(), run.notRun().stream())).findFirst()
                .map(id -> " with '" + id + "'").orElse("");
        return "was stopped after " + done + (done == 1 ? " migration" : " migrations")
                + ", because the application shuts down. The next start goes on" + next;
    }

    /** Ends each of them with the step that is running. */
    static void stop(List<BackgroundStart> all) {
        stop(all, LAST_STEP);
    }

    static void stop(List<BackgroundStart> all, Duration lastStep) {
        all.forEach(each -> each.start.stop());
        try {
            join(all, lastStep);
            // they wait for another runner, or for a statement that no thread can be called back from
            running(all).forEach(each -> {
                each.start.cutOff();
                each.thread.interrupt();
            });
            join(all, AFTER_INTERRUPT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running(all).forEach(each -> {
            each.start.cutOff();
            each.tellOfStop("is cut off, because the application shuts down. The database rolls back what is not committed; the"
                    + " next start goes on there, or says what must be resolved");
        });
    }

    private static List<BackgroundStart> running(List<BackgroundStart> all) {
        return all.stream().filter(each -> each.thread.isAlive()).toList();
    }

    private static void join(List<BackgroundStart> all, Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        for (BackgroundStart each : all) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.toMillis() > 0) {
                each.thread.join(left.toMillis());
            }
        }
    }
}
