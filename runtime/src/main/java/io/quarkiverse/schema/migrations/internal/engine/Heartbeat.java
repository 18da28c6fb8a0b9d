package io.quarkiverse.schema.migrations.internal.engine;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

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
}
