package io.quarkiverse.schema.migrations.report;

/** Where a migration stands when sources and history are laid side by side. */
public enum MigrationState {
    /** In the sources, not in the history. */
    PENDING("pending"),
    /** Pending, but ordered before a migration that is applied already. */
    OUT_OF_ORDER("out of order"),
    /** A post-deploy migration that is not applied, and is left until the older release has ended. */
    HELD("held"),
    /** Applied once, reverted since, and pending again. */
    ROLLED_BACK("rolled back"),
    /** Applied, with the script that is in the sources. */
    APPLIED("applied"),
    /** Applied, and its up script has changed since. */
    MODIFIED("modified"),
    /** Applied, and no longer in the sources. */
    MISSING("missing"),
    /** Missing, and ordered after every migration in the sources. */
    FUTURE("future"),
    /** A runner is at it now. */
    RUNNING("running"),
    /** Started, and not known to have finished. */
    INTERRUPTED("interrupted"),
    /** A statement failed and what came before it stayed. */
    FAILED("failed");

    private final String word;

    MigrationState(String word) {
        this.word = word;
    }

    /** The word for people. */
    public String word() {
        return word;
    }
}
