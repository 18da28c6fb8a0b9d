package io.quarkiverse.schema.migrations.model;

import java.util.Objects;

/**
 * One way in which the sources and the history of a set disagree.
 *
 * @param kind which way
 * @param id the migration it is about
 * @param message what is wrong and where; what to do is on a line of its own
 */
public record Discrepancy(Kind kind, MigrationId id, String message) {

    /** The ways in which sources and history can disagree. */
    public enum Kind {
        /** Applied, and the up script has changed since. */
        MODIFIED_UP,
        /** Applied, and the down script has changed since. */
        MODIFIED_DOWN,
        /** Applied, and no longer in the sources. */
        MISSING,
        /** Missing, and ordered after every migration in the sources, so that a newer release applied it. */
        FUTURE,
        /** Pending, but ordered before a migration that is applied already. */
        OUT_OF_ORDER,
        /** Pending, with a baseline script alone, which can only be applied to a database without a history. */
        BEHIND_BASELINE,
        /** Pending, without a down script, where one is asked for. */
        MISSING_DOWN,
        /** A statement failed and what came before it stayed. */
        FAILED,
        /** Started and not known to have finished. */
        INTERRUPTED
    }

    public Discrepancy {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(message, "message");
    }

    /** Returns the message on one line. */
    public String line() {
        return message.replace("\n", ". ");
    }

    @Override
    public String toString() {
        return message;
    }
}
