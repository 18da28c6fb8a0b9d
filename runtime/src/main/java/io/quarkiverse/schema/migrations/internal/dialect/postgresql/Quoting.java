package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import java.util.Locale;

/** Names and texts as they stand in a statement. */
final class Quoting {

    private Quoting() {
    }

    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A name as the catalog has it. */
    static String plain(String written) {
        return written.startsWith("\"") ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                : written.toLowerCase(Locale.ROOT);
    }

    /** Means the same whatever {@code standard_conforming_strings} says. */
    static String literal(String text) {
        String quoted = '\'' + text.replace("'", "''").replace("\\", "\\\\") + '\'';
        return text.contains("\\") ? " E" + quoted : quoted;
    }
}
