package io.quarkiverse.schema.migrations.testing.safety;

import java.util.Optional;

/**
 * One thing about a migration that is not safe.
 *
 * @param hazard what kind of thing
 * @param table the table that existed before
 * @param what what was measured
 * @param meanwhile what happens to an application that uses the table
 * @param remedy how to write it safely
 * @param accepted why it is accepted; empty when it is not
 */
public record SafetyFinding(Hazard hazard, String table, String what, String meanwhile, String remedy,
        Optional<String> accepted) {

    /** Returns the finding as it is written in a script or test that accepts it, such as {@code rewrite(orders)}. */
    public String key() {
        return hazard.word() + "(" + table + ")";
    }

    SafetyFinding acceptedBecause(Optional<String> reason) {
        return new SafetyFinding(hazard, table, what, meanwhile, remedy, reason);
    }

    String text() {
        String head = key() + ": " + what;
        return accepted.map(reason -> head + "\n    accepted: " + reason)
                .orElse(head + "\n    meanwhile: " + meanwhile + "\n    safe: " + remedy);
    }
}
