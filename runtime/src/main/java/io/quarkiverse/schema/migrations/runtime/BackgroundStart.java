package io.quarkiverse.schema.migrations.runtime;

import java.time.Duration;

import org.jboss.logging.Logger;

import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.model.SetName;

/** Migrates a set beside the start of the application. */
final class BackgroundStart {

    /** How long the shutdown waits for the step that is running; what is cut off then is taken up by the next start. */
    private static final Duration LAST_STEP = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.schema.migrations");

    private final SetStart start;
    private final Thread thread;

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
            boolean explained = e instanceof SchemaMigrationsException;
            LOG.error("The background migration" + SetName.of(start.set())
                    + " failed; the application runs with the schema as it is: " + (explained ? e.getMessage() : e),
                    explained ? null : e);
            if (explained) {
                LOG.debug("The stack trace of the failure", e);
            }
        }
    }

    /** Ends with the step that is running. */
    void stop() {
        start.stop();
        try {
            thread.join(LAST_STEP.toMillis());
            if (thread.isAlive()) {
                // it waits for another runner, or for a statement that no thread can be called back from
                thread.interrupt();
                thread.join(Duration.ofSeconds(1).toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
