package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import io.quarkiverse.schema.migrations.internal.dialect.OwnTransaction;
import io.quarkiverse.schema.migrations.internal.script.ScriptReader;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;
import io.quarkiverse.schema.migrations.internal.script.Syntax;

/**
 * What the words of a statement tell about it. The words are told apart as far as they are asked for.
 *
 * @param statement the statement
 */
record PostgresqlWords(SqlStatement statement) {

    private static final int FEW = 2;
    private static final int ENOUGH = 14;
    /** By then a CREATE has said what it makes. */
    private static final int HEAD = 6;
    private static final String UNLOCK = "pg_advisory_unlock_all";

    private static final Set<String> OFF = Set.of("FALSE", "OFF", "NO", "0");
    /** Say who may do something, or keep code that runs later. */
    private static final Set<String> EVALUATE_NOTHING = Set.of("GRANT", "REVOKE", "ALTER", "DROP", "COMMENT", "SECURITY",
            "PREPARE");
    private static final Set<String> KEPT_CODE = Set.of("FUNCTION", "PROCEDURE", "VIEW", "RULE", "TRIGGER");
    /** Of the styles of {@code DateStyle}, the driver bears with ISO alone. */
    private static final Pattern OTHER_DATES = Pattern.compile("(?i)\\b(sql|postgres\\w*|german\\w*)\\b");
    private static final Pattern ENCODING_OF_DRIVER = Pattern.compile("(?i)[\\W_]*(utf[\\W_]*8|unicode|default)[\\W_]*");
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

    /** Whether it prepares the transaction for a two-phase commit. */
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
                || starts("ALTER", "DATABASE") && words().indexOf("TABLESPACE") > 0
                        && word(words().indexOf("TABLESPACE") - 1).equals("SET")
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
        if (starts("REINDEX", "(") && at > 0 && OFF.contains(word(at + 1))) {
            return false;
        }
        return at > 0 && (table ? words().contains("DETACH") : !words().subList(0, at).contains("ON"));
    }

    private boolean isClusterOfAll() {
        return starts("CLUSTER") && (words().size() == 1 || starts("CLUSTER", "VERBOSE") && words().size() == 2
                || word(1).equals("(") && words().get(words().size() - 1).equals(")"));
    }

    private boolean isReindexOfMany() {
        if (!starts("REINDEX")) {
            return false;
        }
        String kind = word(word(1).equals("(") ? words().indexOf(")") + 1 : 1);
        return kind.equals("SCHEMA") || kind.equals("DATABASE") || kind.equals("SYSTEM");
    }

    /** Whether it may commit by itself a part of what it does. */
    boolean mayCommitByItself() {
        return starts("CALL") || starts("DO");
    }

    /** Whether it says how the transaction runs that is open; it comes before whatever reads or writes. */
    boolean setsTransaction() {
        return starts("SET", "TRANSACTION") || starts("SET", "LOCAL", "TRANSACTION")
                || starts("SET", "SESSION", "TRANSACTION");
    }

    /** Whether it sets something else than who the user is. */
    boolean setsParameter() {
        return (starts("SET") || starts("RESET")) && !words().contains("ROLE") && !words().contains("AUTHORIZATION")
                && !starts("SET", "CONSTRAINTS");
    }

    /** What it does to the transaction that a script begins by itself. */
    OwnTransaction.Role role() {
        if (begins()) {
            int named = starts("BEGIN") && !word(1).equals("WORK") && !word(1).equals("TRANSACTION") ? 1 : 2;
            return words().size() > named ? OwnTransaction.Role.BEGIN_WITH_MODES : OwnTransaction.Role.BEGIN;
        }
        if (commits()) {
            return chains() ? OwnTransaction.Role.CHAIN : OwnTransaction.Role.COMMIT;
        }
        if (rollsBackAll() || preparesTransaction()) {
            return chains() ? OwnTransaction.Role.CHAIN : OwnTransaction.Role.END;
        }
        return setsUpSession() ? OwnTransaction.Role.SETTING : OwnTransaction.Role.WORK;
    }

    /** Whether it gives up all advisory locks of the session. */
    boolean releasesLocks() {
        if (starts("DISCARD", "ALL")) {
            return true;
        }
        return mentions(UNLOCK) && !EVALUATE_NOTHING.contains(word(0))
                && !(starts("CREATE") && words().stream().limit(HEAD).anyMatch(KEPT_CODE::contains)) && calls(statement);
    }

    private static boolean calls(SqlStatement statement) {
        List<String> all = statement.words(Integer.MAX_VALUE);
        if (!all.get(0).equals("DO")) {
            return all.stream().anyMatch(word -> word.replace("\"", "").equalsIgnoreCase(UNLOCK));
        }
        return all.stream().map(PostgresqlWords::body).anyMatch(PostgresqlWords::bodyCalls);
    }

    /** What stands between quotes; empty for what is no text. */
    private static String body(String word) {
        if (word.startsWith("$")) {
            int open = word.indexOf('$', 1) + 1;
            return word.substring(open, word.length() - open);
        }
        return word.startsWith("'") ? word.substring(1, word.length() - 1).replace("''", "'") : "";
    }

    private static boolean bodyCalls(String body) {
        try (ScriptReader reader = ScriptReader.open(new StringReader(body), Syntax.POSTGRESQL)) {
            for (SqlStatement part = reader.next(); part != null; part = reader.next()) {
                if (part.words(Integer.MAX_VALUE).contains(UNLOCK.toUpperCase(Locale.ROOT))) {
                    return true;
                }
            }
            return false;
        } catch (IOException notPlpgsql) {
            return body.toLowerCase(Locale.ROOT).contains(UNLOCK);
        }
    }

    /** Whether the driver ends the connection when it hears of what is set. */
    boolean setsWhatTheDriverRefuses() {
        List<String> words = words();
        int at = starts("SET", "SESSION") || starts("SET", "LOCAL") ? 2 : 1;
        if (starts("SET") && word(at).equals("NAMES")) {
            return words.size() > at + 1 && isOtherEncoding(word(at + 1));
        }
        if (starts("SET")) {
            return setsRefused(word(at), words.subList(Math.min(at + 2, words.size()), words.size()));
        }
        int call = words.indexOf("SET_CONFIG");
        return starts("SELECT") && call > 0 && word(call + 3).equals(",")
                && setsRefused(word(call + 2).replace("'", ""), List.of(word(call + 4)));
    }

    private static boolean setsRefused(String name, List<String> value) {
        return switch (name.replace("\"", "").toUpperCase(Locale.ROOT)) {
            case "DATESTYLE" -> value.stream().anyMatch(word -> OTHER_DATES.matcher(word).find());
            case "CLIENT_ENCODING" -> !value.isEmpty() && isOtherEncoding(value.get(0));
            default -> false;
        };
    }

    private static boolean isOtherEncoding(String value) {
        return !ENCODING_OF_DRIVER.matcher(value).matches();
    }

    /** Whether it sets up the session, with constants, so that a later one can run it again. */
    boolean setsUpSession() {
        boolean sets = starts("SET") && !word(1).equals("LOCAL") && !word(1).equals("TRANSACTION")
                && !word(1).equals("CONSTRAINTS");
        boolean other = starts("RESET") || starts("LISTEN") || starts("UNLISTEN") || starts("LOAD");
        return sets || other || SETS_CONSTANT.matcher(statement.text()).matches();
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
