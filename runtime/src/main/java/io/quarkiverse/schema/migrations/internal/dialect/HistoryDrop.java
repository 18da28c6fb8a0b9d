package io.quarkiverse.schema.migrations.internal.dialect;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/**
 * Finds the statements that drop, rename, empty or write the history table, or drop or rename what holds it.
 *
 * @param schemaWords what follows DROP when it drops a schema
 * @param sameName whether a name as it is written means the object of a name; in doubt it does not
 * @param ownership whether DROP OWNED of a role would drop the history
 */
public record HistoryDrop(Set<String> schemaWords, BiPredicate<String, String> sameName, Ownership ownership) {

    private static final Set<String> VERBS = Set.of("DROP", "RENAME", "ALTER");
    private static final Set<String> TABLES = Set.of("TABLE", "TABLES");
    /** What writes rows, and the word in front of the table where it has one. */
    private static final Map<String, String> WRITES = Map.of("INSERT", "INTO", "REPLACE", "INTO", "MERGE", "INTO", "DELETE",
            "FROM", "UPDATE", "", "COPY", "");
    private static final Set<String> MODIFIERS = Set.of("LOW_PRIORITY", "HIGH_PRIORITY", "DELAYED", "QUICK", "IGNORE", "OR",
            "REPLACE", "ABORT", "FAIL", "ROLLBACK", "ONLY");
    /** As many words say what a statement writes to. */
    private static final int HEAD = 12;

    /** Asks the database whether a role, as it is written, owns the history, or will when it is made. */
    @FunctionalInterface
    public interface Ownership {

        /** Where no statement drops what a role owns. */
        Ownership NONE = (role, history) -> false;

        boolean isOf(String role, TableName history) throws SQLException;
    }

    private record Name(Optional<String> schema, String table) {
    }

    /** Whether it may be one: only then is it worth to ask where the history is. */
    public boolean isCandidate(SqlStatement statement, TableName history) {
        return isOfSchema(statement) || isOfOwner(statement)
                || isOfTable(statement) && names(statement).stream().anyMatch(name -> isTable(name, history))
                        && !does(statement).isEmpty()
                || written(statement).filter(name -> isTable(name, history)).isPresent();
    }

    private boolean isOfSchema(SqlStatement statement) {
        List<String> words = statement.words(2);
        return words.size() == 2 && schemaWords.contains(words.get(1)) && (words.get(0).equals("DROP")
                || words.get(0).equals("ALTER") && statement.words(HEAD).indexOf("RENAME") > 2);
    }

    private static boolean isOfOwner(SqlStatement statement) {
        return statement.words(3).equals(List.of("DROP", "OWNED", "BY"));
    }

    private static boolean isOfTable(SqlStatement statement) {
        List<String> words = statement.words(2);
        return words.size() == 2 && (words.get(0).equals("TRUNCATE")
                || TABLES.contains(words.get(1)) && VERBS.contains(words.get(0)));
    }

    /** What it does to its tables; empty when they stay where they are. */
    private static String does(SqlStatement statement) {
        List<String> words = statement.words(Integer.MAX_VALUE);
        if (!words.get(0).equals("ALTER")) {
            return words.get(0).toLowerCase(Locale.ROOT);
        }
        if (Collections.indexOfSubList(words, List.of("SET", "SCHEMA")) > 0) {
            return "move";
        }
        int rename = words.indexOf("RENAME");
        // a column, an index or a constraint is named before TO
        return rename > 0 && words.subList(rename, words.size()).indexOf("TO") <= 1 ? "rename" : "";
    }

    private boolean isTable(Name name, TableName history) {
        return sameName.test(name.table(), history.table());
    }

    /**
     * Why a candidate must not run, and what to do; empty when it is about something else.
     *
     * @param history with its schema
     * @throws SQLException when the database fails
     */
    public Optional<String> objection(SqlStatement statement, TableName history) throws SQLException {
        String schema = history.schema().orElseThrow();
        if (isOfSchema(statement)) {
            boolean holds = names(statement).stream()
                    .anyMatch(name -> name.schema().isEmpty() && sameName.test(name.table(), schema));
            String what = statement.words(1).get(0).equals("DROP")
                    ? "drop the history table " + history + " with '" + schema + "', which holds it: drop the objects that"
                            + " you mean by their names"
                    : "rename '" + schema + "', which holds the history table " + history + ": take it out of the script";
            return holds ? Optional.of("this would " + what + ", or keep the history table elsewhere (history-table)")
                    : Optional.empty();
        }
        if (isOfOwner(statement)) {
            for (Name role : names(statement)) {
                if (ownership.isOf(role.table(), history)) {
                    return Optional.of("this would drop the history table " + history + " with all that " + role.table()
                            + " owns: drop the objects that you mean by their names");
                }
            }
            return Optional.empty();
        }
        Stream<Name> tables = isOfTable(statement) ? names(statement).stream() : written(statement).stream();
        boolean taken = tables.anyMatch(name -> isTable(name, history)
                && name.schema().map(other -> sameName.test(other, schema)).orElse(true));
        String verb = isOfTable(statement) ? does(statement) : "write to";
        return taken ? Optional.of("this would " + verb + " the history table " + history + ": take it out of the script")
                : Optional.empty();
    }

    /** The table whose rows it writes, where that is plain to see. */
    private static Optional<Name> written(SqlStatement statement) {
        List<String> words = statement.words(1);
        String before = words.isEmpty() ? null : WRITES.get(words.get(0));
        if (before == null) {
            return Optional.empty();
        }
        words = statement.words(HEAD);
        int at = 1;
        while (at < words.size() && (MODIFIERS.contains(words.get(at)) || words.get(at).equals(before))) {
            at++;
        }
        boolean other = switch (words.get(0)) {
            case "DELETE" -> !words.subList(0, at).contains(before); // names those that it deletes from, and joins others
            case "UPDATE" -> words.contains("JOIN") || words.contains(",") && words.indexOf(",") < words.indexOf("SET");
            case "COPY" -> words.contains("TO");
            default -> false;
        };
        return other || at >= words.size() ? Optional.empty() : Optional.of(name(statement.writtenWords(HEAD), at));
    }

    /** Those behind its first words and behind each comma. */
    private static List<Name> names(SqlStatement statement) {
        List<String> words = statement.writtenWords(Integer.MAX_VALUE);
        List<Name> names = new ArrayList<>();
        int at = isOfOwner(statement) ? 3
                : statement.words(2).get(0).equals("TRUNCATE") && !TABLES.contains(statement.words(2).get(1)) ? 1 : 2;
        at += at < words.size() && words.get(at).equalsIgnoreCase("IF") ? 2 : 0;
        at += at < words.size() && words.get(at).equalsIgnoreCase("ONLY") ? 1 : 0;
        while (at < words.size()) {
            names.add(name(words, at));
            int comma = words.subList(at, words.size()).indexOf(",");
            at = comma < 0 ? words.size() : at + comma + 1;
        }
        return names;
    }

    private static Name name(List<String> words, int at) {
        boolean qualified = at + 2 < words.size() && words.get(at + 1).equals(".");
        return qualified ? new Name(Optional.of(words.get(at)), words.get(at + 2))
                : new Name(Optional.empty(), words.get(at));
    }
}
