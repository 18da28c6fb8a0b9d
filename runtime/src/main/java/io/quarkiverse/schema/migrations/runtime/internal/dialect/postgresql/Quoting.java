package io.quarkiverse.schema.migrations.runtime.internal.dialect.postgresql;

/** Names and texts as they stand in a statement. */
final class Quoting {

    private Quoting() {
    }

    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Means the same whatever {@code standard_conforming_strings} says. */
    static String literal(String text) {
        String quoted = '\'' + text.replace("'", "''").replace("\\", "\\\\") + '\'';
        return text.contains("\\") ? " E" + quoted : quoted;
    }
}
