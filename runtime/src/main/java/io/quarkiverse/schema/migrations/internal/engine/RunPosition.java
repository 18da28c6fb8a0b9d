package io.quarkiverse.schema.migrations.internal.engine;

import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.plan.Step;
import io.quarkiverse.schema.migrations.report.StepProgress;

/** Where a run is; written by the thread that runs, read by the one that tells. */
final class RunPosition {

    private final String set;
    private final Scripts scripts;
    private volatile Current current;

    RunPosition(String set, Scripts scripts) {
        this.set = set;
        this.scripts = scripts;
    }

    private record Current(Step step, int number, int steps, int statements, long began) {
    }

    /**
     * A step begins.
     *
     * @param number which step of the run it is, counted from 1
     * @param steps how many the run has
     */
    void at(Step step, int number, int steps) {
        current = new Current(step, number, steps, scripts.statements(step), System.nanoTime());
    }

    /** No step is being taken. */
    void between() {
        current = null;
    }

    /** The step that is being taken; empty between steps. */
    Optional<StepProgress> progress() {
        Current now = current;
        return now == null ? Optional.empty()
                : Optional.of(new StepProgress(set, now.step().id(), now.step().direction(), now.number(), now.steps(),
                        now.statements() == 0 ? 0 : scripts.reached(), now.statements(),
                        Duration.ofNanos(System.nanoTime() - now.began())));
    }
}
