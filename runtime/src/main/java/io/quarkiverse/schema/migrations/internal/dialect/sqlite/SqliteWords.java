package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.schema.migrations.internal.dialect.OwnTransaction;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/**
 * What the first words of a statement tell about it.
 *
 * @param words the words; unquoted ones in upper case
 */
record SqliteWords(List<String> words) {

    private static final int ENOUGH = 10;

    /** Settings that belong to the file or need the file for themselves; SQLite refuses or ignores them in a transaction. */
    private static final Set<String> PRAGMAS_OUTSIDE = Set.of("JOURNAL_MODE", "SYNCHRONOUS", "TEMP_STORE",
            "WAL_CHECKPOINT");

    private static final Set<String> OFF = Set.of("off", "no", "false", "0");

    static SqliteWords of(SqlStatement statement) {
        return new SqliteWords(statement.words(ENOUGH));
    }

    private String word(int index) {
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

    /** The pragma's name in upper case, without a schema; empty when the statement is no pragma. */
    Optional<String> pragma() {
        if (!starts("PRAGMA")) {
            return Optional.empty();
        }
        return Optional.of(plain(word(2).equals(".") ? word(3) : word(1)).toUpperCase(Locale.ROOT));
    }

    /** What a pragma is set to; empty when it only asks. */
    Optional<String> pragmaValue() {
        int at = word(2).equals(".") ? 4 : 2;
        boolean sets = word(at).equals("=") || word(at).equals("(");
        return sets && !word(at + 1).isEmpty() ? Optional.of(signed(at + 1)) : Optional.empty();
    }

    private String signed(int at) {
        return word(at).equals("-") || word(at).equals("+") ? word(at) + word(at + 1) : word(at);
    }

    boolean begins() {
        return starts("BEGIN");
    }

    boolean commits() {
        return starts("COMMIT") || starts("END");
    }

    boolean rollsBackAll() {
        return starts("ROLLBACK") && !words.contains("TO");
    }

    /** What it does to the transaction that a script begins by itself. SQLite's kinds of BEGIN only say when it is locked. */
    OwnTransaction.Role role() {
        if (begins()) {
            return OwnTransaction.Role.BEGIN;
        }
        if (commits()) {
            return OwnTransaction.Role.COMMIT;
        }
        if (rollsBackAll()) {
            return OwnTransaction.Role.END;
        }
        return starts("PRAGMA") ? OwnTransaction.Role.SETTING : OwnTransaction.Role.WORK;
    }

    /** The savepoint that the statement makes, folded; empty when it makes none. */
    Optional<String> savepoint() {
        return starts("SAVEPOINT") ? Optional.of(plain(word(1))) : Optional.empty();
    }

    /** The savepoint that the statement releases, folded; empty when it releases none. */
    Optional<String> releasedSavepoint() {
        return starts("RELEASE") ? Optional.of(plain(word(word(1).equals("SAVEPOINT") ? 2 : 1))) : Optional.empty();
    }

    /** Whether nothing can be written any more after it. */
    boolean endsWriting() {
        return pragma().filter("QUERY_ONLY"::equals).isPresent()
                && pragmaValue().filter(value -> !OFF.contains(plain(value))).isPresent();
    }

    /** Whether SQLite refuses it, or passes over it in silence, inside a transaction. */
    boolean refusedInTransaction() {
        return starts("VACUUM") || starts("DETACH")
                || pragma().filter(PRAGMAS_OUTSIDE::contains).isPresent()
                        && (pragmaValue().isPresent() || pragma().orElseThrow().equals("WAL_CHECKPOINT"));
    }

    /** Whether it changes what belongs to the connection and not to the file. */
    boolean touchesSession() {
        return starts("PRAGMA") || starts("ATTACH") || makesTemporary();
    }

    boolean makesTemporary() {
        return starts("CREATE") && (word(1).equals("TEMP") || word(1).equals("TEMPORARY")
                || plain(word(nameOfMade())).equals("temp") && word(nameOfMade() + 1).equals("."));
    }

    /** What the statement makes temporarily, folded; empty when it makes nothing temporary. */
    Optional<String> madeTemporarily() {
        return makesTemporary() ? Optional.of(nameAt(nameOfMade())) : Optional.empty();
    }

    /** Whether what it makes may be there already. */
    boolean makesIfAbsent() {
        return words.contains("IF");
    }

    /** Where in a CREATE the name of what it makes begins, with its schema. */
    private int nameOfMade() {
        int kind = Set.of("TEMP", "TEMPORARY", "UNIQUE", "VIRTUAL").contains(word(1)) ? 2 : 1;
        return word(kind + 1).equals("IF") && word(kind + 2).equals("NOT") ? kind + 4 : kind + 1;
    }

    /** Whether it sets up the session, with constants, so that a later one can run it again. */
    boolean setsUpSession() {
        boolean setting = pragmaValue().isPresent() && !refusedInTransaction();
        return setting || starts("ATTACH") || starts("DETACH");
    }

    /** The table that the statement makes, folded; empty when it makes none, or a temporary one. */
    Optional<String> madeTable() {
        if (!starts("CREATE", "TABLE")) {
            return Optional.empty();
        }
        return Optional.of(nameAt(nameOfMade()));
    }

    /** The table that the statement drops, folded; empty when it drops none. */
    Optional<String> droppedTable() {
        if (!starts("DROP", "TABLE")) {
            return Optional.empty();
        }
        return Optional.of(nameAt(starts("DROP", "TABLE", "IF") ? 4 : 2));
    }

    /** The table that the statement renames, folded; empty when it renames none. */
    Optional<String> renamedTable() {
        return renameAt() < 0 ? Optional.empty() : Optional.of(nameAt(2));
    }

    /** What the table is called after the statement, folded; empty when it renames none. */
    Optional<String> newNameOfTable() {
        return renameAt() < 0 ? Optional.empty() : Optional.of(plain(word(renameAt() + 2)));
    }

    private int renameAt() {
        int at = word(3).equals(".") ? 5 : 3;
        return starts("ALTER", "TABLE") && word(at).equals("RENAME") && word(at + 1).equals("TO") ? at : -1;
    }

    private String nameAt(int index) {
        return plain(word(index + 1).equals(".") ? word(index + 2) : word(index));
    }

    /** A name without its quotes, folded. */
    static String plain(String name) {
        if (name.length() > 1 && "\"'`[".indexOf(name.charAt(0)) >= 0) {
            char end = name.charAt(name.length() - 1);
            String inside = name.substring(1, name.length() - 1);
            return folded(inside.replace("" + end + end, "" + end));
        }
        return folded(name);
    }

    /**
     * A name in the form in which names are compared here. SQLite tells names apart that differ in the case of other
     * letters than A to Z; here they are one, which at worst looks at a table too many.
     */
    static String folded(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
