package io.quarkiverse.schema.migrations.dev;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import io.quarkiverse.schema.migrations.report.Execution;
import io.quarkiverse.schema.migrations.report.MigrationStatus;
import io.quarkiverse.schema.migrations.report.Verification;

/**
 * A migration, as a page shows it. What there is nothing to say of is null.
 *
 * @param id its name
 * @param state the word of the command line
 * @param description a few words; may be empty
 * @param kind versioned or repeatable
 * @param location where the up script, or the class, is; null for one that is not in the sources
 * @param verified false when nothing tells whether it is what was applied
 * @param when the time, in ISO 8601, of its last start or roll back
 * @param millis how long it took
 * @param by who was connected, and which application ran it
 * @param done how many statements are done; null unless it is unfinished
 * @param total how many statements it has; null unless it is unfinished
 * @param failure what the database said when it failed
 */
public record MigrationView(String id, String state, String description, String kind, String location, boolean verified,
        String when, Long millis, String by, Integer done, Integer total, String failure) {

    static MigrationView of(MigrationStatus status) {
        Optional<Execution> execution = status.execution();
        Optional<Execution.RolledBack> back = execution.flatMap(Execution::rolledBack);
        boolean unfinished = switch (status.state()) {
            case FAILED, INTERRUPTED, RUNNING -> true;
            default -> false;
        };
        Optional<Execution> begun = execution.filter(e -> unfinished && e.statementsTotal() > 0);
        return new MigrationView(status.id().value(), status.state().word(), status.description(),
                status.kind().name().toLowerCase(Locale.ROOT), status.location().orElse(null),
                !status.verification().equals(Optional.of(Verification.NOT_VERIFIED)),
                back.map(Execution.RolledBack::at).or(() -> execution.map(Execution::started)).map(Object::toString)
                        .orElse(null),
                back.isPresent() ? null : execution.flatMap(Execution::duration).map(Duration::toMillis).orElse(null),
                back.map(Execution.RolledBack::databaseUser)
                        .or(() -> execution.map(e -> e.databaseUser() + e.application().map(a -> ", " + a).orElse("")))
                        .orElse(null),
                begun.map(Execution::statementsDone).orElse(null), begun.map(Execution::statementsTotal).orElse(null),
                execution.flatMap(Execution::failure).orElse(null));
    }
}
