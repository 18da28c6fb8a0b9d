package io.quarkiverse.schema.migrations.event;

import java.util.Optional;

/**
 * Something that a set's command did or is about to do, as a CDI event. It is fired on the thread that runs the command.
 * Observe this type for all of them, or one of the records; with
 * {@link io.quarkiverse.schema.migrations.MigrationSetName} for one named set, without a qualifier for all sets.
 * <p>
 * What an observer throws stops the run; what the observer of a {@link StepStarted} throws vetoes that step.
 */
public sealed interface MigrationEvent permits RunStarted, StepStarted, StepFinished, StepFailed, RunFinished, RunFailed {

    /** The name of the set. */
    String set();

    /** The schema in which it happens, where the set has several, or where commands were given for one; empty otherwise. */
    Optional<String> schema();
}
