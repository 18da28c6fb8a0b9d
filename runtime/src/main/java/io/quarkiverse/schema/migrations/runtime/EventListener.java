package io.quarkiverse.schema.migrations.runtime;

import java.lang.annotation.Annotation;
import java.util.List;

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

/** Tells those who observe events what a set's commands do. Firing what nobody observes costs a look into a map. */
final class EventListener implements MigrationListener {

    private final Event<Object> events;

    /**
     * @param set the set whose events are fired
     */
    EventListener(String set) {
        Annotation[] qualifiers = set.equals(SetKey.DEFAULT_SET) ? new Annotation[0]
                : new Annotation[] { MigrationSetName.Literal.of(set) };
        this.events = Arc.container().beanManager().getEvent().select(qualifiers);
    }

    private void fire(MigrationEvent event) {
        events.fire(event);
    }

    @Override
    public void beforeRun(String set, List<MigrationId> planned) {
        fire(new RunStarted(set, planned));
    }

    @Override
    public void beforeStep(String set, MigrationId id, Direction direction) {
        fire(new StepStarted(set, id, direction));
    }

    @Override
    public void afterStep(String set, StepReport step) {
        fire(new StepFinished(set, step.id(), step.direction(), step.duration()));
    }

    @Override
    public void stepFailed(String set, MigrationId id, Direction direction, Throwable failure) {
        fire(new StepFailed(set, id, direction, failure));
    }

    @Override
    public void afterRun(RunReport report) {
        fire(new RunFinished(report));
    }

    @Override
    public void runFailed(RunReport report, RuntimeException failure) {
        fire(new RunFailed(report, failure));
    }
}
