package io.quarkiverse.schema.migrations.internal.plan;

import io.quarkiverse.schema.migrations.model.MigrationId;

/** Names, for messages, the calls and properties that solve a problem. */
public final class Remedies {

    private Remedies() {
    }

    /** A sentence: how to say what became of a migration that was interrupted or failed. */
    public static String resolve(MigrationId id) {
        return "Look at the schema, then call " + resolving(id);
    }

    /** The calls and properties alone. */
    public static String resolving(MigrationId id) {
        return "resolve(\"" + id + "\", APPLIED) or resolve(\"" + id + "\", NOT_APPLIED) (command=resolve, command.target=" + id
                + ", command.as=applied or not-applied)";
    }

    /** How to correct the history. */
    static String repair() {
        return "repair() (command=repair)";
    }
}
