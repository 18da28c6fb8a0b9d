package io.quarkiverse.schema.migrations.commands;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.schema.migrations.event.StepStarted;

/** Vetoes every step when today is said to be Friday. */
@Singleton
class Friday {

    private final boolean friday;

    Friday(@ConfigProperty(name = "friday", defaultValue = "false") boolean friday) {
        this.friday = friday;
    }

    void veto(@Observes StepStarted step) {
        if (friday) {
            throw new IllegalStateException("not on a Friday");
        }
    }
}
