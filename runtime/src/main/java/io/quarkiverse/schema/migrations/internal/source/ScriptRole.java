package io.quarkiverse.schema.migrations.internal.source;

/** What a script is for. */
enum ScriptRole {
    /** Applies the migration. */
    UP("up"),
    /** Reverts it. */
    DOWN("down"),
    /** Replaces it and all before it on a database without a history. */
    BASELINE("baseline");

    private final String word;

    ScriptRole(String word) {
        this.word = word;
    }

    /** The word for it in file names and messages. */
    String word() {
        return word;
    }
}
