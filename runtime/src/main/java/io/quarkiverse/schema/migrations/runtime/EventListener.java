package io.quarkiverse.schema.migrations.runtime;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.event.Event;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.event.MigrationEvent;
import io.quarkiverse.schema.migrations.event.RunFailed;
import io.quarkiverse.schema.migrations.event.RunFinished;
import io.quarkiverse.schema.migrations.event.RunStarted;
import io.quarkiverse.schema.migrations.event.StepFailed;
import io.quarkiverse.schema.migrations.event.StepFinished;
import io.quarkiverse.schema.migrations.event.StepStarted;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepReport;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.arc.Arc;

/** Tells those who observe events what a set's commands do. Firing an event without observers costs one map lookup. */
final class EventListener implements MigrationListener {

    private final Event<Object> events;
    private final Optional<String> schema;

    /**
     * @param set the set whose events are fired
     */
    EventListener(String set) {
        this.schema = Optional.empty();
        this.events = Arc.container().beanManager().getEvent().select(qualifiers(set));
    }

    private static Annotation[] qualifiers(String set) {
        return set.equals(SetKey.DEFAULT_SET) ? new Annotation[0] : new Annotation[] { MigrationSetName.Literal.of(set) };
    }

    /** Whether the end of a run has an observer. */
    static boolean isHeard(RunReport report) {
        return !Arc.container().beanManager()
                .resolveObserverMethods(new RunFinished(Optional.empty(), report), qualifiers(report.set())).isEmpty();
    }

    private EventListener(Event<Object> events, String schema) {
        this.events = events;
        this.schema = Optional.of(schema);
    }

    @Override
    public MigrationListener inSchema(String name) {
        return new EventListener(events, name);
    }

    private void fire(MigrationEvent event) {
        events.fire(event);
    }

    @Override
    public void beforeRun(String set, List<MigrationId> planned) {
        fire(new RunStarted(set, schema, planned));
    }

    @Override
    public void beforeStep(String set, MigrationId id, Direction direction) {
        fire(new StepStarted(set, schema, id, direction));
    }

    @Override
    public void afterStep(String set, StepReport step) {
        fire(new StepFinished(set, schema, step.id(), step.direction(), step.duration()));
    }

    @Override
    public void stepFailed(String set, MigrationId id, Direction direction, Throwable failure) {
        fire(new StepFailed(set, schema, id, direction, failure));
    }

    @Override
    public void afterRun(RunReport report) {
        fire(new RunFinished(schema, report));
    }

    @Override
    public void runFailed(RunReport report, RuntimeException failure) {
        fire(new RunFailed(schema, report, failure));
    }
}
