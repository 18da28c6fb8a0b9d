package io.quarkiverse.schema.migrations.internal.script;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Follows a session's {@code sql_mode} through a script, also where the script keeps it in a user variable to restore it,
 * as dumps do.
 */
final class SqlModeTracker {

    private static final String NAME = "SQL_MODE";
    private static final Set<String> OTHER_SCOPES = Set.of("GLOBAL", "PERSIST", "PERSIST_ONLY");

    private final Map<String, SqlMode> variables = new HashMap<>();
    private SqlMode mode;
    /** The server's, which new sessions begin with. */
    private SqlMode global;

    /**
     * @param mode the session's, where the script begins
     * @param global the server's
     */
    SqlModeTracker(SqlMode mode, SqlMode global) {
        this.mode = mode;
        this.global = global;
    }

    SqlMode mode() {
        return mode;
    }

    /** @param words what a statement says that begins with {@code SET}; others may follow it behind a semicolon */
    void set(List<String> words) {
        if (words.size() > 1 && words.get(1).equals("STATEMENT")) {
            // MariaDB's SET STATEMENT … FOR holds for one statement, which has been read already
            return;
        }
        int end = words.contains(";") ? words.indexOf(";") : words.size();
        List<SetAssignment> assignments = SetAssignment.of(words.subList(0, end));
        // the server takes all values of a statement before it assigns the first
        List<SqlMode> values = assignments.stream().map(assignment -> evaluate(assignment.value())).toList();
        for (int i = 0; i < values.size(); i++) {
            assign(assignments.get(i), values.get(i));
        }
    }

    /** @param value null when it cannot be known from the script */
    private void assign(SetAssignment assignment, SqlMode value) {
        boolean ofMode = assignment.name().equalsIgnoreCase(NAME) && value != null;
        switch (assignment.target()) {
            case USER -> variables.put(assignment.name().toUpperCase(Locale.ROOT), value);
            case SESSION -> mode = ofMode ? value : mode;
            case SERVER -> global = ofMode ? value : global;
            default -> {
                // concerns no session that reads this script
            }
        }
    }

    /** The mode that an expression stands for; null when it stands for something else. */
    private SqlMode evaluate(List<String> expression) {
        if (isUserVariable(expression)) {
            return variables.get(name(expression.get(1)));
        }
        if (isSqlMode(expression)) {
            return mode;
        }
        if (isGlobalSqlMode(expression) || expression.equals(List.of("DEFAULT"))) {
            return global;
        }
        if (expression.size() == 1) {
            return literal(expression.get(0));
        }
        if (expression.size() > 3 && expression.get(1).equals("(")) {
            List<List<String>> arguments = SetAssignment.split(expression.subList(2, expression.size() - 1));
            return call(expression.get(0), arguments.stream().map(this::evaluate).toList());
        }
        return null;
    }

    private static SqlMode literal(String word) {
        return word.chars().allMatch(Character::isDigit) && word.length() < 19 ? SqlMode.numbered(Long.parseLong(word))
                : SqlMode.named(name(word));
    }

    private static SqlMode call(String function, List<SqlMode> arguments) {
        if (arguments.contains(null)) {
            return null;
        }
        return switch (function) {
            case "CONCAT", "CONCAT_WS" -> arguments.stream().reduce(SqlMode.DEFAULT, SqlMode::plus);
            case "REPLACE" -> arguments.size() == 3
                    ? arguments.get(0).minus(arguments.get(1)).plus(arguments.get(2))
                    : null;
            default -> null;
        };
    }

    /** Only the session's: {@code sql_mode}, {@code @@sql_mode}, {@code @@session.sql_mode}. */
    private static boolean isSqlMode(List<String> words) {
        return !words.isEmpty() && words.get(words.size() - 1).equals(NAME)
                && words.stream().noneMatch(OTHER_SCOPES::contains)
                && !words.contains("(");
    }

    private static boolean isGlobalSqlMode(List<String> words) {
        return !words.isEmpty() && words.get(words.size() - 1).equals(NAME)
                && words.stream().anyMatch(OTHER_SCOPES::contains)
                && !words.contains("(");
    }

    private static boolean isUserVariable(List<String> words) {
        return words.size() == 2 && words.get(0).equals("@");
    }

    private static String name(String word) {
        return SqlStatement.unquoted(word).toUpperCase(Locale.ROOT);
    }

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
}
