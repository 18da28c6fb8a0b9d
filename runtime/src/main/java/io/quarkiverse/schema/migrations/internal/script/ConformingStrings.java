package io.quarkiverse.schema.migrations.internal.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Follows a session's {@code standard_conforming_strings} through a script: as it is found, as it is set, for a transaction
 * alone or not, and as it is again behind a rollback or a reset.
 */
final class ConformingStrings {

    static final String SETTING = "standard_conforming_strings";

    private static final String NAME = SETTING.toUpperCase(Locale.ROOT);
    private static final int ENOUGH = 12;

    /** What holds now, and what holds behind a commit. */
    private record Value(Backslash now, Backslash committed) {
    }

    private record Savepoint(String name, Value value) {
    }

    private final Backslash found;
    private final boolean inOurTransaction;
    private final Deque<Savepoint> savepoints = new ArrayDeque<>();
    private Value value;
    /** What holds when the script's own transaction is rolled back; null when none is open. */
    private Backslash before;

    /**
     * @param found what the session says
     * @param inOurTransaction whether the whole script runs in one transaction
     */
    ConformingStrings(Backslash found, boolean inOurTransaction) {
        this.found = found;
        this.inOurTransaction = inOurTransaction;
        this.value = new Value(found, found);
    }

    Backslash backslash() {
        return value.now();
    }

    /** Whether a statement that begins with this word needs to be looked at. */
    static boolean mayTurn(String firstWord) {
        return switch (firstWord) {
            case "SET", "RESET", "SELECT", "BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT" -> true;
            default -> false;
        };
    }

    void finished(SqlStatement statement) {
        List<String> head = statement.words(2);
        boolean mayCall = head.contains("SET_CONFIG") || head.contains("PG_CATALOG");
        if (head.get(0).equals("SELECT") && !mayCall) {
            return;
        }
        List<String> words = statement.words(ENOUGH);
        switch (words.get(0)) {
            case "SET" -> set(words);
            case "RESET" -> {
                if (words.size() > 1 && (isName(words.get(1)) || words.get(1).equals("ALL"))) {
                    assign(found, false);
                }
            }
            case "SELECT" -> setConfig(words);
            case "BEGIN", "START" -> before = before == null ? value.now() : before;
            case "COMMIT", "END" -> ended(value.committed(), words);
            case "ABORT" -> ended(before == null ? value.now() : before, words);
            case "ROLLBACK" -> rollback(words);
            case "SAVEPOINT" -> savepoints.push(new Savepoint(words.get(words.size() - 1), value));
            default -> {
                // says nothing about it
            }
        }
    }

    private void set(List<String> words) {
        boolean local = words.contains("LOCAL");
        int at = local || words.contains("SESSION") ? 2 : 1;
        if (words.size() > at + 2 && isName(words.get(at))) {
            String to = words.get(at + 2);
            assign(to.equals("DEFAULT") ? found : meaning(to), local);
        }
    }

    /** As a query of its own: {@code SELECT [pg_catalog.]set_config('…', '…', false)}. */
    private void setConfig(List<String> words) {
        int call = words.indexOf("SET_CONFIG");
        if (call > 0 && words.size() > call + 6 && isName(words.get(call + 2))) {
            assign(meaning(words.get(call + 4)), meaning(words.get(call + 6)) == Backslash.IS_ITSELF);
        }
    }

    /** A setting for the transaction ends with it; where none is open, at once. */
    private void assign(Backslash to, boolean local) {
        if (!local) {
            value = new Value(to, to);
        } else if (inOurTransaction || before != null) {
            value = new Value(to, value.committed());
        }
    }

    private void rollback(List<String> words) {
        if (!words.contains("TO")) {
            ended(before == null ? value.now() : before, words);
            return;
        }
        String name = words.get(words.size() - 1);
        if (savepoints.stream().anyMatch(one -> one.name().equals(name))) {
            while (!savepoints.peek().name().equals(name)) {
                savepoints.pop();
            }
            value = savepoints.peek().value();
        }
    }

    private void ended(Backslash now, List<String> words) {
        if (words.contains("PREPARED") || before == null) {
            return;
        }
        value = new Value(now, now);
        savepoints.clear();
        int chain = words.indexOf("CHAIN");
        before = chain > 0 && !words.get(chain - 1).equals("NO") ? now : null;
    }

    private static boolean isName(String word) {
        return word.replaceAll("[\"']", "").equalsIgnoreCase(NAME);
    }

    /** Off lets a backslash escape; the server takes any beginning of a word. */
    private static Backslash meaning(String word) {
        String text = word.replace("'", "").strip().toLowerCase(Locale.ROOT);
        boolean off = text.equals("0") || text.equals("off") || text.equals("of")
                || !text.isEmpty() && ("false".startsWith(text) || "no".startsWith(text));
        return off ? Backslash.ESCAPES : Backslash.IS_ITSELF;
    }

    /** What a backslash means in a string. */
    enum Backslash {

        ESCAPES,
        IS_ITSELF
    }
}
