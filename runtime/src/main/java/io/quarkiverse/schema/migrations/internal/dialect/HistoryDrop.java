package io.quarkiverse.schema.migrations.internal.dialect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/**
 * Finds the statements that drop, rename or empty the history table, or drop what holds it.
 *
 * @param schemaWords what follows DROP when it drops a schema
 * @param sameName whether a name as it is written means the object of a name; in doubt it does not
 */
public record HistoryDrop(Set<String> schemaWords, BiPredicate<String, String> sameName) {

    private static final Set<String> VERBS = Set.of("DROP", "RENAME", "ALTER");
    private static final Set<String> TABLES = Set.of("TABLE", "TABLES");

    private record Name(Optional<String> schema, String table) {
    }

    /** Whether it drops a schema, or takes away, or empties, a table that is called like the history's. */
    public boolean isCandidate(SqlStatement statement, TableName history) {
        return isOfSchema(statement) || isOfTable(statement)
                && names(statement).stream().anyMatch(name -> isTable(name, history)) && !does(statement).isEmpty();
    }

    private boolean isOfSchema(SqlStatement statement) {
        List<String> words = statement.words(2);
        return words.size() == 2 && words.get(0).equals("DROP") && schemaWords.contains(words.get(1));
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
     * Why a candidate must not run, and what to do; empty when it drops something else.
     *
     * @param history with its schema
     */
    public Optional<String> objection(SqlStatement statement, TableName history) {
        String schema = history.schema().orElseThrow();
        if (isOfSchema(statement)) {
            return names(statement).stream().anyMatch(name -> name.schema().isEmpty() && sameName.test(name.table(), schema))
                    ? Optional.of("this would drop the history table " + history + " with '" + schema + "', which holds it:"
                            + " drop the objects that you mean by their names, or keep the history table elsewhere"
                            + " (history-table)")
                    : Optional.empty();
        }
        boolean taken = names(statement).stream().anyMatch(name -> isTable(name, history)
                && name.schema().map(written -> sameName.test(written, schema)).orElse(true));
        return taken
                ? Optional.of("this would " + does(statement) + " the history table " + history + ": take it out of the script")
                : Optional.empty();
    }

    /** Those behind its first words and behind each comma. */
    private static List<Name> names(SqlStatement statement) {
        List<String> words = statement.writtenWords(Integer.MAX_VALUE);
        List<Name> names = new ArrayList<>();
        int at = statement.words(2).get(0).equals("TRUNCATE") && !TABLES.contains(statement.words(2).get(1)) ? 1 : 2;
        at += at < words.size() && words.get(at).equalsIgnoreCase("IF") ? 2 : 0;
        at += at < words.size() && words.get(at).equalsIgnoreCase("ONLY") ? 1 : 0;
        while (at < words.size()) {
            boolean qualified = at + 2 < words.size() && words.get(at + 1).equals(".");
            names.add(qualified ? new Name(Optional.of(words.get(at)), words.get(at + 2))
                    : new Name(Optional.empty(), words.get(at)));
            int comma = words.subList(at, words.size()).indexOf(",");
            at = comma < 0 ? words.size() : at + comma + 1;
        }
        return names;
    }
}
