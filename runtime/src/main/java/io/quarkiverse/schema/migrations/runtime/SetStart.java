package io.quarkiverse.schema.migrations.runtime;

import java.util.Optional;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.StartProgress;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.internal.history.ExpectedHistory;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;

/** One set's part of the start. Once the application shuts down, no step begins any more. */
public final class SetStart implements StartProgress {

    private final String set;
    private volatile State state = State.UNTOUCHED;
    private volatile Throwable failure;
    private volatile boolean stopping;

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
            failure = e;
            state = State.FAILED;
            throw e;
        }
    }

    /** Called before another thread migrates, so that nobody sees the time between. */
    void begin() {
        state = State.MIGRATING;
    }

    /** The application shuts down: the step that is running is the last. */
    void stop() {
        stopping = true;
    }

    /** Keeps commands from beginning steps when the application shuts down. */
    MigrationListener untilShutdown() {
        return new MigrationListener() {
            @Override
            public void beforeStep(String name, MigrationId id, Direction direction) {
                if (stopping) {
                    throw new IllegalStateException("the application shuts down");
                }
            }
        };
    }
}
