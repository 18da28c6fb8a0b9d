package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/**
 * Recognizes the statements of a dump: those that insert rows of which they say every value. Nothing but their table and
 * its triggers is touched, whichever of them run together, and none of them takes long.
 */
final class ConstantRows {

    /** In characters. The longer ones are worth a transaction of their own. */
    private static final int LONGEST = 16 * 1024;
    private static final Set<String> MODIFIERS = Set.of("LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "IGNORE", "INTO");
    private static final Set<String> CONSTANTS = Set.of("NULL", "DEFAULT", "TRUE", "FALSE", "X", "B", "N");
    private static final String SYMBOLS = "(),+-.\\";

    private ConstantRows() {
    }

    /**
     * What the statement inserts into, as it says so: equal for all that insert into the same columns of the same table.
     *
     * @return empty when it is no such statement
     */
    static Optional<List<String>> target(SqlStatement statement, MysqlWords first) {
        if (!first.starts("INSERT") && !first.starts("REPLACE") || statement.text().length() > LONGEST
                || statement.text().contains("/*")) {
            return Optional.empty();
        }
        List<String> words = statement.words(Integer.MAX_VALUE);
        int values = Math.max(words.indexOf("VALUES"), words.indexOf("VALUE"));
        return values > 0 && isTarget(words.subList(1, values)) && areConstant(words.subList(values + 1, words.size()))
                ? Optional.of(statement.writtenWords(values))
                : Optional.empty();
    }

    /** Whether a statement with a target inserts a single row, and so leaves nothing when it fails. */
    static boolean isOneRow(SqlStatement statement) {
        List<String> words = statement.words(Integer.MAX_VALUE);
        int values = Math.max(words.indexOf("VALUES"), words.indexOf("VALUE"));
        return words.subList(values + 1, words.size()).indexOf("(") == words.subList(values + 1, words.size()).lastIndexOf("(");
    }

    /** A name, and perhaps columns: no {@code SELECT} with a {@code VALUES} further behind, and no partition. */
    private static boolean isTarget(List<String> words) {
        int at = 0;
        while (at < words.size() && MODIFIERS.contains(words.get(at))) {
            at++;
        }
        int name = at + 1 < words.size() && words.get(at + 1).equals(".") ? at + 3 : at + 1;
        List<String> columns = words.subList(Math.min(name, words.size()), words.size());
        return columns.isEmpty()
                || columns.get(0).equals("(") && columns.indexOf(")") == columns.size() - 1;
    }

    /** An opening parenthesis begins a row: in front of it stands no name of a function. */
    private static boolean areConstant(List<String> words) {
        String before = ",";
        for (String word : words) {
            if (word.equals("(") ? !before.equals(",") : !isConstant(word)) {
                return false;
            }
            before = word;
        }
        return true;
    }

    private static boolean isConstant(String word) {
        char first = word.charAt(0);
        return first == '\'' || first == '_' || Character.isDigit(first) || SYMBOLS.indexOf(first) >= 0
                || CONSTANTS.contains(word);
    }
}
