package io.quarkiverse.schema.migrations.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * All that the history remembers about running a migration.
 *
 * @param order place in the order of application, counted from 1
 * @param statementsDone how many statements are known to be done
 * @param statementsTotal how many statements the script has
 * @param attempts how often it was started
 * @param started when the last attempt began, by the database's clock
 * @param finished when it ended; empty when it is not known to have
 * @param duration how long the last attempt took; empty when it is not known to have ended
 * @param databaseUser who was connected
 * @param application name and version of the application that ran it; empty where none was known
 * @param failure what the database said when a statement failed; empty when none did
 * @param rolledBack when and by whom it was reverted, if it was
 */
public record Execution(long order, int statementsDone, int statementsTotal, int attempts, Instant started,
        Optional<Instant> finished, Optional<Duration> duration, String databaseUser, Optional<String> application,
        Optional<String> failure, Optional<RolledBack> rolledBack) {

    /**
     * The end of a cycle.
     *
     * @param at when, by the database's clock
     * @param databaseUser who was connected
     */
    public record RolledBack(Instant at, String databaseUser) {
    }
}
