package io.quarkiverse.schema.migrations.internal.plan;

import io.quarkiverse.schema.migrations.model.MigrationId;

/** Names, for messages, the call and the properties that lead out of trouble. */
public final class Remedies {

    private Remedies() {
    }

    /** How to say what became of a migration that was interrupted or failed. */
    public static String resolve(MigrationId id) {
        return "look at the schema and say what became of it, with " + resolving(id);
    }

    /** The calls and properties that say it, alone. */
    public static String resolving(MigrationId id) {
        return "resolve(\"" + id + "\", APPLIED) or resolve(\"" + id + "\", NOT_APPLIED) (command=resolve, command.target=" + id
                + ", command.as=applied or not-applied)";
    }

    /** How to have the history set right. */
    static String repair() {
        return "repair() (command=repair)";
    }
}
