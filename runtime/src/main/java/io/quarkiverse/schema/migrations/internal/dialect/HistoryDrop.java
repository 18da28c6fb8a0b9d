package io.quarkiverse.schema.migrations.internal.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/**
 * Finds the statements that drop the history table, or what holds it.
 *
 * @param schemaWords what follows DROP when it drops a schema
 * @param sameName whether a name as it is written means the object of a name; in doubt it does not
 */
public record HistoryDrop(Set<String> schemaWords, BiPredicate<String, String> sameName) {

    private record Name(Optional<String> schema, String table) {
    }

    /** Whether it drops a schema, or a table that is called like the history's. */
    public boolean isCandidate(SqlStatement statement, TableName history) {
        return isOfSchema(statement)
                || isOfTable(statement) && names(statement).stream().anyMatch(name -> isTable(name, history));
    }

    private boolean isOfSchema(SqlStatement statement) {
        List<String> words = statement.words(2);
        return words.size() == 2 && words.get(0).equals("DROP") && schemaWords.contains(words.get(1));
    }

    private static boolean isOfTable(SqlStatement statement) {
        return statement.words(2).equals(List.of("DROP", "TABLE"));
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
        boolean dropped = names(statement).stream().anyMatch(name -> isTable(name, history)
                && name.schema().map(written -> sameName.test(written, schema)).orElse(true));
        return dropped ? Optional.of("this would drop the history table " + history + ": take it out of the script")
                : Optional.empty();
    }

    private static List<Name> names(SqlStatement statement) {
        List<String> words = statement.writtenWords(Integer.MAX_VALUE);
        List<Name> names = new ArrayList<>();
        int at = words.size() > 2 && words.get(2).equalsIgnoreCase("IF") ? 4 : 2;
        boolean more = at < words.size();
        while (more) {
            boolean qualified = at + 2 < words.size() && words.get(at + 1).equals(".");
            names.add(qualified ? new Name(Optional.of(words.get(at)), words.get(at + 2))
                    : new Name(Optional.empty(), words.get(at)));
            at += qualified ? 3 : 1;
            more = at + 1 < words.size() && words.get(at).equals(",");
            at++;
        }
        return names;
    }
}
