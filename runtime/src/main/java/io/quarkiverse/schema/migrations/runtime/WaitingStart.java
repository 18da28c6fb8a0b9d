package io.quarkiverse.schema.migrations.runtime;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.error.LockTimeoutException;
import io.quarkiverse.schema.migrations.model.SetName;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;

/** Waits until another process has migrated a set. Changes nothing in the database. */
final class WaitingStart {

    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.schema.migrations");

    private final String set;
    private final Duration timeout;
    private final Map<String, Supplier<Optional<String>>> outlooks;
    private final long began = System.nanoTime();

    /**
     * @param outlooks by schema, what is pending there; the name is empty where the set has no schemas
     */
    WaitingStart(String set, Duration timeout, Map<String, Supplier<Optional<String>>> outlooks) {
        this.set = set;
        this.timeout = timeout;
        this.outlooks = new LinkedHashMap<>(outlooks);
    }

    /**
     * Returns when the set is current in all schemas.
     *
     * @throws LockTimeoutException when the time is up
     * @throws DatabaseException when the time is up and the database cannot be reached, or the thread is interrupted
     */
    void await() {
        long logged = began - LOG_INTERVAL.toNanos();
        String pending = look();
        while (!pending.isEmpty()) {
            if (elapsed().compareTo(timeout) >= 0) {
                throw timedOut(pending);
            }
            if (System.nanoTime() - logged >= LOG_INTERVAL.toNanos()) {
                logged = System.nanoTime();
                LOG.info(SetName.line(set, "waiting for another process to migrate, for " + elapsed().toSeconds() + " of up to "
                        + timeout.toSeconds() + " s: " + pending));
            }
            pause();
            pending = look();
        }
        LOG.info(SetName.line(set, "the schema is current"
                + (elapsed().compareTo(INTERVAL) < 0 ? "" : " after a wait of " + elapsed().toSeconds() + " s")));
    }

    /** Returns what is pending, on one line; a schema that is current is not looked at again. */
    private String look() {
        Map<String, String> pending = new LinkedHashMap<>();
        for (Iterator<Map.Entry<String, Supplier<Optional<String>>>> rest = outlooks.entrySet().iterator(); rest.hasNext();) {
            Map.Entry<String, Supplier<Optional<String>>> each = rest.next();
            Optional<String> here = look(each.getValue());
            here.ifPresentOrElse(what -> pending.put(each.getKey(), what), rest::remove);
        }
        return pending.entrySet().stream()
                .map(each -> each.getKey().isEmpty() ? each.getValue() : "schema '" + each.getKey() + "': " + each.getValue())
                .collect(Collectors.joining("; "));
    }

    private static Optional<String> look(Supplier<Optional<String>> outlook) {
        try {
            return outlook.get();
        } catch (DatabaseException | LockTimeoutException e) {
            return Optional.of(e.getMessage()); // it may come up, or be free, later
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private LockTimeoutException timedOut(String pending) {
        return new LockTimeoutException(
                "The schema" + SetName.of(set) + " is not current after " + timeout.toSeconds() + " s: " + pending
                        + "\nThis application has changed nothing, because of '" + new SetKey(set, "start") + "=wait'."
                        + "\nMigrate in another process, for example with '" + SetKey.PREFIX + ".command=migrate', or raise '"
                        + new SetKey(set, "wait-timeout") + "'.",
                null);
    }

    private void pause() {
        try {
            Thread.sleep(Math.max(1, Math.min(INTERVAL.toMillis(), timeout.minus(elapsed()).toMillis())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("The thread was interrupted while it waited for the schema" + SetName.of(set), e);
        }
    }
}
