package io.quarkiverse.schema.migrations.internal.script;

import java.util.Locale;
import java.util.Set;

/** What MySQL's {@code sql_mode} says about quotes and blocks. */
record SqlMode(boolean noBackslashEscapes, boolean ansiQuotes, boolean oracle) {

    static final SqlMode DEFAULT = new SqlMode(false, false, false);

    private static final long ANSI_QUOTES_BIT = 1L << 2;
    private static final long ORACLE_BIT = 1L << 9;
    private static final long NO_BACKSLASH_ESCAPES_BIT = 1L << 20;

    /** The modes that stand for several, this one among them; all but the first are MariaDB's. */
    private static final Set<String> WITH_ANSI_QUOTES = Set.of("ANSI_QUOTES", "ANSI", "DB2", "MAXDB", "MSSQL", "ORACLE",
            "POSTGRESQL");

    /** @param modes their names with commas between */
    static SqlMode named(String modes) {
        SqlMode mode = DEFAULT;
        for (String written : modes.split(",")) {
            String name = written.strip().toUpperCase(Locale.ROOT);
            mode = mode.plus(new SqlMode(name.equals("NO_BACKSLASH_ESCAPES"), WITH_ANSI_QUOTES.contains(name),
                    name.equals("ORACLE")));
        }
        return mode;
    }

    static SqlMode numbered(long bits) {
        return new SqlMode((bits & NO_BACKSLASH_ESCAPES_BIT) != 0, (bits & ANSI_QUOTES_BIT) != 0,
                (bits & ORACLE_BIT) != 0);
    }

    SqlMode plus(SqlMode other) {
        return new SqlMode(noBackslashEscapes || other.noBackslashEscapes, ansiQuotes || other.ansiQuotes,
                oracle || other.oracle);
    }

    SqlMode minus(SqlMode other) {
        return new SqlMode(noBackslashEscapes && !other.noBackslashEscapes, ansiQuotes && !other.ansiQuotes,
                oracle && !other.oracle);
    }
}
