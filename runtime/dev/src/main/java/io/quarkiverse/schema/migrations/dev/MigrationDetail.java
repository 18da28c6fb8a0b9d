package io.quarkiverse.schema.migrations.dev;

import java.util.List;

/**
 * All there is to know of a migration, as a page shows it.
 *
 * @param up what applies it; null when it is not in the sources
 * @param down what rolls it back; null when nothing does
 * @param storedDown the down script that the history keeps; null unless it is another one, or the only one
 * @param applied what the history keeps; null when it has never been started
 * @param difference from the down script that the history keeps to the one in the sources; empty when they are the same
 * @param notes where sources and history disagree, and what cannot be shown
 */
public record MigrationDetail(ScriptView up, ScriptView down, ScriptView storedDown, AppliedView applied,
        List<LineDifference> difference, List<String> notes) {

    /**
     * What the history keeps. What there is nothing to say of is null.
     *
     * @param order the place in the order of application
     * @param upChecksum of the up script that was applied
     * @param downChecksum of the down script that it keeps
     * @param attempts how often it was started
     * @param started when the last attempt began
     * @param finished when it ended
     * @param statements how many statements are done, and of how many
     * @param rolledBack when it was rolled back
     */
    public record AppliedView(long order, String upChecksum, String downChecksum, int attempts, String started, String finished,
            String statements, String rolledBack) {
    }
}
