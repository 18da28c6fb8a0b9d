package io.quarkiverse.schema.migrations.dev;

import java.util.List;

/**
 * What a command would do, as a page shows it.
 *
 * @param refusal why it would be refused; null when it would not
 * @param excerpt the lines of the script that the refusal is about; null when it is about none
 * @param note what else there is to know; null when there is nothing
 * @param steps the scripts that it would run, in order
 * @param changes what it would change in the history without running a script
 * @param warnings where sources and history disagree in ways that are allowed
 */
public record PlanView(String refusal, Excerpt excerpt, String note, List<StepView> steps, List<String> changes,
        List<String> warnings) {

    static PlanView ofSteps(String note, List<StepView> steps, List<String> warnings) {
        return new PlanView(null, null, note, steps, List.of(), warnings);
    }

    static PlanView ofChanges(String note, List<String> changes) {
        return new PlanView(null, null, note, List.of(), changes, List.of());
    }

    static PlanView refused(String message, Excerpt excerpt) {
        return new PlanView(message, excerpt, null, List.of(), List.of(), List.of());
    }

    /**
     * One step.
     *
     * @param schema the schema; empty for that of the connection
     * @param id the migration
     * @param direction {@code apply} or {@code roll back}
     * @param script what would run
     */
    public record StepView(String schema, String id, String direction, ScriptView script) {
    }
}
