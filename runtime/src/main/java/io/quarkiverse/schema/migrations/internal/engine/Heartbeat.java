package io.quarkiverse.schema.migrations.internal.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import io.quarkiverse.schema.migrations.internal.plan.Step;
import io.quarkiverse.schema.migrations.report.StepProgress;

/** Tells, every so often and on a thread of its own, that something long is still going on. */
final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Heartbeat.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Heartbeat::daemon);

    private Heartbeat(Duration interval, Runnable beat) {
        thread.scheduleAtFixedRate(() -> carefully(beat), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Begins; ends when it is closed. */
    static Heartbeat every(Duration interval, Runnable beat) {
        return new Heartbeat(interval, beat);
    }

    /** A listener that throws would silence all that come later. */
    private static void carefully(Runnable beat) {
        try {
            beat.run();
        } catch (RuntimeException | Error e) {
            LOG.debug("A listener failed when it was told of the progress", e);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "schema-migrations-progress");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** Where a run is; written by the thread that runs, read by the one that tells. */
    static final class RunPosition {

        private final String set;
        private final Scripts scripts;
        private volatile Current current;

        RunPosition(String set, Scripts scripts) {
            this.set = set;
            this.scripts = scripts;
        }

        private record Current(Step step, int number, int steps, int statements, long began) {
        }

        /**
         * A step begins.
         *
         * @param number which step of the run it is, counted from 1
         * @param steps how many the run has
         */
        void at(Step step, int number, int steps) {
            current = new Current(step, number, steps, scripts.statements(step), System.nanoTime());
        }

        /** No step is being taken. */
        void between() {
            current = null;
        }

        /** The step that is being taken; empty between steps. */
        Optional<StepProgress> progress() {
            Current now = current;
            return now == null ? Optional.empty()
                    : Optional.of(new StepProgress(set, now.step().id(), now.step().direction(), now.number(), now.steps(),
                            now.statements() == 0 ? 0 : scripts.reached(), now.statements(),
                            Duration.ofNanos(System.nanoTime() - now.began())));
        }
    }
}
