package io.quarkiverse.schema.migrations.runtime;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.StartProgress;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.error.SchemasFailedException;
import io.quarkiverse.schema.migrations.internal.history.ExpectedHistory;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.runtime.command.ExitCode;

/** One set's part of the start. Once the application shuts down, no step begins any more. */
public final class SetStart implements StartProgress {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.schema.migrations");

    private final String set;
    private volatile LeftSet left;
    private volatile State state = State.UNTOUCHED;
    private volatile Throwable failure;
    private volatile boolean stopping;
    private volatile boolean cutOff;

    SetStart(String set) {
        this.set = set;
    }

    @Override
    public String set() {
        return set;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    void migrate(SetCommands commands, Target target, Optional<ExpectedHistory> expected) {
        begin();
        try {
            commands.migrate(target, expected);
            state = State.CURRENT;
        } catch (RuntimeException | Error e) {
            fail(e);
            throw e;
        }
    }

    /** Waits until others have migrated the set. */
    void await(WaitingStart others) {
        begin();
        try {
            others.await();
            state = State.CURRENT;
        } catch (RuntimeException | Error e) {
            fail(e);
            throw e;
        }
    }

    private void fail(Throwable reason) {
        failure = reason;
        state = State.FAILED;
    }

    /** Called before another thread migrates, so that no reader sees the time between. */
    void begin() {
        state = State.MIGRATING;
    }

    /**
     * Others may migrate the set: the start leaves it to them, or migrates beside the application and may fail.
     *
     * @param look looks in the database what is pending; empty when the schema is current
     */
    void leave(Supplier<Optional<String>> look) {
        left = new LeftSet(look);
    }

    /** Whether the application can use the schema of the set; empty for a set that is not in use. */
    public Optional<Readiness> readiness() {
        return switch (state) {
            case CURRENT -> Optional.of(new Readiness(true, "current"));
            case MIGRATING -> Optional.of(new Readiness(false, "migrating"));
            case FAILED -> Optional.ofNullable(left).map(LeftSet::readiness).filter(Readiness::ready)
                    .or(() -> Optional.of(new Readiness(false, "failed: " + reason(failure) + " (see the log)")));
            case UNTOUCHED -> Optional.ofNullable(left).map(LeftSet::readiness);
        };
    }

    /**
     * Says in a few words what has failed. The message of the failure may quote statements, and so values of placeholders;
     * those are for the log only.
     */
    public static String reason(Throwable failure) {
        if (failure instanceof SchemaMigrationsException known) {
            return known.report().flatMap(RunReport::failed).map(id -> "migration '" + id + "'")
                    .orElseGet(() -> ExitCode.of(known).name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        return failure.getClass().getName();
    }

    /**
     * Whether the application can use the schema of a set.
     *
     * @param ready whether it can
     * @param word the state, and what is pending or why it failed
     */
    public record Readiness(boolean ready, String word) {
    }

    /**
     * A set that other processes migrate, or other commands of this one. It is looked at every ten seconds at most, and no more
     * once it is current.
     */
    private static final class LeftSet {

        private static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);

        private final Supplier<Optional<String>> look;
        private Readiness last;
        private long looked;

        LeftSet(Supplier<Optional<String>> look) {
            this.look = look;
        }

        synchronized Readiness readiness() {
            if (last == null || !last.ready() && System.nanoTime() - looked >= INTERVAL) {
                last = now();
                looked = System.nanoTime();
            }
            return last;
        }

        private Readiness now() {
            try {
                return look.get().map(pending -> new Readiness(false, pending)).orElse(new Readiness(true, "current"));
            } catch (RuntimeException e) {
                LOG.debug("The history could not be looked at for the readiness check", e);
                return new Readiness(false, "unknown: the history could not be read");
            }
        }
    }

    /** The application shuts down: the step that is running is the last. */
    void stop() {
        stopping = true;
    }

    /** The step that is running takes too long for that: whatever becomes of it follows from the shutdown. */
    void cutOff() {
        cutOff = true;
    }

    /** Whether a run has failed only because the application shuts down. */
    boolean isStopped(Throwable end) {
        if (end instanceof SchemasFailedException schemas) {
            return schemas.failures().values().stream().allMatch(this::isStopped);
        }
        return cutOff || end.getCause() instanceof CancellationException && stopping;
    }

    /** Keeps commands from beginning steps when the application shuts down. */
    MigrationListener untilShutdown() {
        return new MigrationListener() {
            @Override
            public void beforeStep(String name, MigrationId id, Direction direction) {
                if (stopping) {
                    throw new CancellationException("the application shuts down");
                }
            }
        };
    }
}
