package io.quarkiverse.schema.migrations.runtime.internal.execution;

import java.util.Optional;

import io.quarkiverse.schema.migrations.plan.Step;
import io.quarkiverse.schema.migrations.runtime.internal.history.Entry;

/** What the history is told about a step. */
final class Entries {

    private Entries() {
    }

    static Entry of(Step step, long order, int statements) {
        Optional<Entry.Down> down = step.migration().down()
                .map(script -> new Entry.Down(Scripts.text(script), script.options().transaction()));
        return new Entry(step.migration(), order, statements, down);
    }
}
