package io.quarkiverse.schema.migrations.internal.engine;

import java.util.List;

import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.report.StepReport;

/** The words for what a run does. */
final class Messages {

    private Messages() {
    }

    static String done(Direction direction) {
        return switch (direction) {
            case UP -> "applied";
            case DOWN -> "rolled back";
        };
    }

    static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** For example {@code 2 migrations rolled back}, or {@code 1 migration rolled back, 1 migration applied}. */
    static String done(List<StepReport> steps) {
        return steps.stream().map(StepReport::direction).distinct()
                .map(direction -> counted((int) steps.stream().filter(step -> step.direction() == direction).count(),
                        "migration") + " " + done(direction))
                .reduce((a, b) -> a + ", " + b).orElse("nothing done");
    }
}
