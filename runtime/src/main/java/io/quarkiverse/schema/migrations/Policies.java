package io.quarkiverse.schema.migrations;

import java.util.Objects;

/**
 * What to make of the ways in which sources and history can disagree.
 *
 * @param outOfOrder a pending migration is ordered before an applied one
 * @param modified an applied migration's up script has changed
 * @param missing an applied migration is no longer in the sources, and is not newer than all of them
 * @param missingDown a pending migration has no down script
 * @param future an applied migration is ordered after all in the sources
 * @param postDeploy a post-deploy migration is not applied
 * @param baseline a database without a history could begin with a baseline script
 */
public record Policies(OutOfOrder outOfOrder, Modified modified, Missing missing, MissingDown missingDown,
        Future future, PostDeploy postDeploy, Baseline baseline) {

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

    /** What to do when a newer release has applied migrations. */
    public enum Future {
        /** Say so and go on. */
        WARN,
        /** Refuse to migrate. */
        REFUSE
    }

    /** What to do with a post-deploy migration that is not applied. */
    public enum PostDeploy {
        /** Hold it until a command applies it: {@link Target#withPostDeploy()}. */
        HOLD,
        /** Apply it like any other. */
        APPLY
    }

    /** What to do with baseline scripts on a database without a history. */
    public enum Baseline {
        /** Run the newest one instead of the migrations up to it. */
        RUN,
        /** Apply all migrations one by one. */
        IGNORE
    }

    /** The defaults. */
    public static final Policies DEFAULT = new Policies(OutOfOrder.REFUSE, Modified.REFUSE, Missing.REFUSE, MissingDown.ALLOW,
            Future.WARN, PostDeploy.HOLD, Baseline.RUN);

    public Policies {
        Objects.requireNonNull(outOfOrder, "outOfOrder");
        Objects.requireNonNull(modified, "modified");
        Objects.requireNonNull(missing, "missing");
        Objects.requireNonNull(missingDown, "missingDown");
        Objects.requireNonNull(future, "future");
        Objects.requireNonNull(postDeploy, "postDeploy");
        Objects.requireNonNull(baseline, "baseline");
    }

    /** Returns the same policies with another one for migrations that are out of order. */
    public Policies with(OutOfOrder other) {
        return new Policies(other, modified, missing, missingDown, future, postDeploy, baseline);
    }

    /** Returns the same policies with another one for modified migrations. */
    public Policies with(Modified other) {
        return new Policies(outOfOrder, other, missing, missingDown, future, postDeploy, baseline);
    }

    /** Returns the same policies with another one for missing migrations. */
    public Policies with(Missing other) {
        return new Policies(outOfOrder, modified, other, missingDown, future, postDeploy, baseline);
    }

    /** Returns the same policies with another one for missing down scripts. */
    public Policies with(MissingDown other) {
        return new Policies(outOfOrder, modified, missing, other, future, postDeploy, baseline);
    }

    /** Returns the same policies with another one for future migrations. */
    public Policies with(Future other) {
        return new Policies(outOfOrder, modified, missing, missingDown, other, postDeploy, baseline);
    }

    /** Returns the same policies with another one for post-deploy migrations. */
    public Policies with(PostDeploy other) {
        return new Policies(outOfOrder, modified, missing, missingDown, future, other, baseline);
    }

    /** Returns the same policies with another one for baseline scripts. */
    public Policies with(Baseline other) {
        return new Policies(outOfOrder, modified, missing, missingDown, future, postDeploy, other);
    }
}
