package io.quarkiverse.schema.migrations.runtime.internal.dialect.postgresql;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.quarkiverse.schema.migrations.runtime.internal.dialect.Replay;
import io.quarkiverse.schema.migrations.runtime.internal.script.SqlStatement;

/**
 * What the words of a statement tell about it. The words are told apart as far as they are asked for.
 *
 * @param statement the statement
 */
record PostgresqlWords(SqlStatement statement) {

    private static final int FEW = 2;
    private static final int ENOUGH = 14;

    /** Answer in a few bytes, unless they return rows. */
    private static final Set<String> TERSE = Set.of("ALTER", "ANALYZE", "BEGIN", "COMMENT", "CREATE", "DELETE", "DROP", "END",
            "GRANT", "INSERT", "LOCK", "RELEASE", "RESET", "REVOKE", "ROLLBACK", "SAVEPOINT", "SECURITY", "SET", "TRUNCATE",
            "UPDATE");

    private static final Pattern ENDS_TRANSACTION = Pattern.compile("\\b(COMMIT|ROLLBACK)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern SETS_CONSTANT = Pattern.compile(
            "SELECT\\s+(pg_catalog\\s*\\.\\s*)?set_config\\s*\\(\\s*'[^']*'\\s*,\\s*'[^']*'\\s*,\\s*(false|'f'|'false')\\s*\\)\\s*",
            Pattern.CASE_INSENSITIVE);

    static PostgresqlWords of(SqlStatement statement) {
        return new PostgresqlWords(statement);
    }

    /** The first words; unquoted ones in upper case. */
    List<String> words() {
        return statement.words(ENOUGH);
    }

    private String word(int index) {
        List<String> words = statement.words(index < FEW ? FEW : ENOUGH);
        return index < words.size() ? words.get(index) : "";
    }

    boolean starts(String... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (!word(i).equals(expected[i])) {
                return false;
            }
        }
        return true;
    }

    boolean begins() {
        return starts("BEGIN") || starts("START", "TRANSACTION");
    }

    boolean commits() {
        return starts("COMMIT") && !starts("COMMIT", "PREPARED") || starts("END");
    }

    boolean rollsBackAll() {
        return starts("ABORT") || starts("ROLLBACK") && !words().contains("TO") && !starts("ROLLBACK", "PREPARED");
    }

    /** Whether a transaction that it ends is followed by the next one at once. */
    boolean chains() {
        int chain = words().indexOf("CHAIN");
        return chain > 0 && !word(chain - 1).equals("NO");
    }

    /** Whether it hands the transaction over to nobody. */
    boolean preparesTransaction() {
        return starts("PREPARE", "TRANSACTION");
    }

    /** Whether it says by itself where transactions begin and end. */
    boolean controlsTransaction() {
        return begins() || commits() || rollsBackAll() || preparesTransaction();
    }

    /** Whether the server refuses it inside a transaction. */
    boolean refusedInTransaction() {
        return isConcurrent() || starts("VACUUM") || starts("ALTER", "SYSTEM") || isClusterOfAll()
                || starts("COMMIT", "PREPARED") || starts("ROLLBACK", "PREPARED") || isReindexOfMany()
                || starts("ALTER", "DATABASE") && words().contains("TABLESPACE")
                || (starts("CREATE") || starts("DROP")) && (word(1).equals("DATABASE") || word(1).equals("TABLESPACE"));
    }

    private boolean isConcurrent() {
        boolean index = starts("CREATE", "INDEX") || starts("CREATE", "UNIQUE", "INDEX") || starts("DROP", "INDEX")
                || starts("REINDEX");
        boolean table = starts("ALTER", "TABLE");
        if (!index && !table) {
            return false;
        }
        int at = words().indexOf("CONCURRENTLY");
        return at > 0 && (table ? words().contains("DETACH") : !words().subList(0, at).contains("ON"));
    }

    private boolean isClusterOfAll() {
        return starts("CLUSTER") && (words().size() == 1 || starts("CLUSTER", "VERBOSE") && words().size() == 2
                || word(1).equals("(") && words().get(words().size() - 1).equals(")"));
    }

    private boolean isReindexOfMany() {
        return starts("REINDEX")
                && (words().contains("SCHEMA") || words().contains("DATABASE") || words().contains("SYSTEM"));
    }

    /** Whether it may commit by itself what it does, so that it must not run in a transaction of ours. */
    boolean mayCommitByItself() {
        return starts("CALL") || starts("DO") && ENDS_TRANSACTION.matcher(statement.text()).find();
    }

    /** Whether it gives up all advisory locks of the session. */
    boolean releasesLocks() {
        return starts("DISCARD", "ALL") || mentions("pg_advisory_unlock_all");
    }

    /** Whether its answer may be longer than a line. */
    boolean mayReturnMuch() {
        return !TERSE.contains(word(0)) || mentions("returning");
    }

    Replay replay() {
        boolean sets = starts("SET") && !word(1).equals("LOCAL") && !word(1).equals("TRANSACTION")
                && !word(1).equals("CONSTRAINTS");
        boolean other = starts("RESET") || starts("LISTEN") || starts("UNLISTEN") || starts("LOAD");
        return sets || other || SETS_CONSTANT.matcher(statement.text()).matches() ? Replay.RUN_AGAIN : Replay.SKIP;
    }

    /** Whether it has a name anywhere, given in lower case. Every statement is asked, so this is no expression. */
    private boolean mentions(String name) {
        String text = statement.text();
        char first = name.charAt(0);
        for (int i = 0; i <= text.length() - name.length(); i++) {
            if (Character.toLowerCase(text.charAt(i)) == first && text.regionMatches(true, i, name, 0, name.length())) {
                return true;
            }
        }
        return false;
    }
}
