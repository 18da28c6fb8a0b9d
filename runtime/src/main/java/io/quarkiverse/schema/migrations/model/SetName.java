package io.quarkiverse.schema.migrations.model;

/** Names a migration set in messages and log lines. The default set is not named: most applications have no other. */
public final class SetName {

    /** The name of the set that people do not name. */
    public static final String DEFAULT = "<default>";

    private SetName() {
    }

    /** Returns {@code " of set 'audit'"}; the empty string for the default set. */
    public static String of(String set) {
        return set.equals(DEFAULT) ? "" : " of set '" + set + "'";
    }

    /**
     * Returns the text as a sentence about the set: {@code "Set 'audit': applied …"}, and {@code "Applied …"} for the default.
     */
    public static String line(String set, String text) {
        return line(set, "", text);
    }

    /**
     * The same about one of its schemas.
     *
     * @param schema the name of the schema; empty where the set has no list of them
     */
    public static String line(String set, String schema, String text) {
        if (set.equals(DEFAULT)) {
            return schema.isEmpty() ? capitalized(text) : "Schema '" + schema + "': " + text;
        }
        return "Set '" + set + (schema.isEmpty() ? "': " : "', schema '" + schema + "': ") + text;
    }

    private static String capitalized(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
