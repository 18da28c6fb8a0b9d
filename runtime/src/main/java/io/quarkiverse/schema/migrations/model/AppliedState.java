package io.quarkiverse.schema.migrations.model;

/** What the history says of a migration. */
public enum AppliedState {
    /** Applied completely. */
    APPLIED("applied"),
    /** Started, in the direction the row names, and not known to have finished. */
    IN_PROGRESS("in progress"),
    /** A statement failed and what came before it stayed. */
    FAILED("failed"),
    /** Applied once and reverted since: pending again, with a trace. */
    ROLLED_BACK("rolled back");

    private final String word;

    AppliedState(String word) {
        this.word = word;
    }

    /** The word that stands in the history table. */
    public String word() {
        return word;
    }

    /**
     * The state that a word of the history table stands for.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static AppliedState ofWord(String word) {
        for (AppliedState state : values()) {
            if (state.word.equals(word)) {
                return state;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is not a state of a migration");
    }
}
