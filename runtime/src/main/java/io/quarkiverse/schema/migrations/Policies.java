package io.quarkiverse.schema.migrations;

import java.util.Objects;

/**
 * What to make of the ways in which sources and history can disagree.
 *
 * @param outOfOrder a pending migration is ordered before an applied one
 * @param modified an applied migration's up script has changed
 * @param missing an applied migration is no longer in the sources, and is not newer than all of them
 * @param missingDown a pending migration has no down script
 */
public record Policies(OutOfOrder outOfOrder, Modified modified, Missing missing, MissingDown missingDown) {

    /** What to do with a pending migration that is ordered before an applied one. */
    public enum OutOfOrder {
        /** Refuse to migrate. */
        REFUSE,
        /** Apply it. */
        ALLOW
    }

    /** What to do when the script of an applied migration has changed. */
    public enum Modified {
        /** Refuse to migrate. */
        REFUSE,
        /** Say so and go on. */
        WARN
    }

    /** What to do when an applied migration is no longer in the sources. */
    public enum Missing {
        /** Refuse to migrate. */
        REFUSE,
        /** Say so and go on. */
        WARN
    }

    /** What to do with a pending migration without a down script. */
    public enum MissingDown {
        /** Apply it. */
        ALLOW,
        /** Refuse to migrate. */
        REFUSE
    }

    /** What holds when nothing is said. */
    public static final Policies DEFAULT = new Policies(OutOfOrder.REFUSE, Modified.REFUSE, Missing.REFUSE, MissingDown.ALLOW);

    public Policies {
        Objects.requireNonNull(outOfOrder, "outOfOrder");
        Objects.requireNonNull(modified, "modified");
        Objects.requireNonNull(missing, "missing");
        Objects.requireNonNull(missingDown, "missingDown");
    }
}
