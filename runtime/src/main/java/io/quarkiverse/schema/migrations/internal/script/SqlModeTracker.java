package io.quarkiverse.schema.migrations.internal.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Follows a session's {@code sql_mode} through a script, also where the script keeps it in a user variable to restore it,
 * as dumps do.
 */
final class SqlModeTracker {

    private static final Set<String> OTHER_SCOPES = Set.of("GLOBAL", "PERSIST", "PERSIST_ONLY");
    private static final Set<String> SESSION_SCOPES = Set.of("SESSION", "LOCAL");

    /** @param value null when it cannot be known from the script */
    private record Assignment(List<String> target, SqlMode value) {
    }

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
        List<Assignment> assignments = new ArrayList<>();
        boolean ofSession = true;
        for (List<String> written : split(words.subList(1, end))) {
            String scope = written.isEmpty() ? "" : written.get(0);
            ofSession = SESSION_SCOPES.contains(scope) || ofSession && !OTHER_SCOPES.contains(scope);
            if (written.indexOf("=") > 0) {
                assignments.add(assignment(written, ofSession || scope.equals("@")));
            }
        }
        assignments.forEach(this::assign);
    }

    /** The server takes all values of a statement before it assigns the first. */
    private Assignment assignment(List<String> written, boolean ofSession) {
        int equals = written.indexOf("=");
        int end = written.get(equals - 1).equals(":") ? equals - 1 : equals;
        List<String> target = written.subList(0, end);
        List<String> scoped = ofSession || OTHER_SCOPES.contains(target.get(0)) ? target
                : Stream.concat(Stream.of("GLOBAL"), target.stream()).toList();
        return new Assignment(scoped, evaluate(written.subList(equals + 1, written.size())));
    }

    private void assign(Assignment assignment) {
        List<String> target = assignment.target();
        if (isUserVariable(target)) {
            variables.put(name(target.get(1)), assignment.value());
        } else if (isSqlMode(target) && assignment.value() != null) {
            mode = assignment.value();
        } else if (isGlobalSqlMode(target) && !target.contains("PERSIST_ONLY") && assignment.value() != null) {
            global = assignment.value();
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
            List<List<String>> arguments = split(expression.subList(2, expression.size() - 1));
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
        return !words.isEmpty() && words.get(words.size() - 1).equals("SQL_MODE")
                && words.stream().noneMatch(OTHER_SCOPES::contains)
                && !words.contains("(");
    }

    private static boolean isGlobalSqlMode(List<String> words) {
        return !words.isEmpty() && words.get(words.size() - 1).equals("SQL_MODE")
                && words.stream().anyMatch(OTHER_SCOPES::contains)
                && !words.contains("(");
    }

    private static boolean isUserVariable(List<String> words) {
        return words.size() == 2 && words.get(0).equals("@");
    }

    private static String name(String word) {
        char first = word.charAt(0);
        boolean quoted = word.length() > 1 && (first == '\'' || first == '"' || first == '`');
        return quoted ? word.substring(1, word.length() - 1).toUpperCase(Locale.ROOT) : word;
    }

    /** At the commas outside parentheses. */
    private static List<List<String>> split(List<String> words) {
        List<List<String>> parts = new ArrayList<>();
        List<String> part = new ArrayList<>();
        int depth = 0;
        for (String word : words) {
            depth += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
            if (depth == 0 && word.equals(",")) {
                parts.add(part);
                part = new ArrayList<>();
            } else {
                part.add(word);
            }
        }
        parts.add(part);
        return parts;
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
