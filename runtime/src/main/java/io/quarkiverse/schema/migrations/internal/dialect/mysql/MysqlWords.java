package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.schema.migrations.internal.dialect.mysql.ServerVersion.Product;
import io.quarkiverse.schema.migrations.internal.script.CompoundStatement;
import io.quarkiverse.schema.migrations.internal.script.SetAssignment;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/**
 * What the words of a statement tell about it.
 *
 * @param words all words, of a statement about rows only the first ones; unquoted ones in upper case
 * @param written the same as they are written
 * @param kind what it means to those who note its progress
 */
record MysqlWords(List<String> words, List<String> written, StatementKind kind) {

    private static final int ENOUGH = 12;
    /** In as many words a CREATE says what it creates, even behind a DEFINER. */
    private static final int HEAD = 20;
    private static final Set<String> OF_ROWS = Set.of("INSERT", "UPDATE", "DELETE", "REPLACE", "LOAD", "WITH", "SELECT",
            "VALUES", "TABLE", "DO", "SHOW", "EXPLAIN", "DESCRIBE", "DESC", "HANDLER", "SAVEPOINT", "RELEASE", "(", "CHECKSUM",
            "HELP", "SIGNAL");
    private static final Set<String> OF_SESSION = Set.of("USE", "PREPARE", "DEALLOCATE");
    private static final Set<String> OF_ANYTHING = Set.of("CALL", "EXECUTE", "XA", "BINLOG", "IMPORT");
    private static final Set<String> OFF = Set.of("0", "OFF", "FALSE", "'OFF'", "'0'");
    private static final Set<String> WITH_BODY = Set.of("PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE");
    private static final Pattern SKIPPED = Pattern.compile("/\\*(M?)!(\\d{5,6})(?:(?!\\*/).)*\\*/", Pattern.DOTALL);

    MysqlWords {
        words = List.copyOf(words);
        written = List.copyOf(written);
    }

    static MysqlWords of(SqlStatement statement, ServerVersion version) {
        boolean several = statement.text().indexOf(';') >= 0;
        List<String> first = statement.words(1);
        int most = !several && !first.isEmpty() && OF_ROWS.contains(first.get(0)) ? ENOUGH : Integer.MAX_VALUE;
        List<String> words = statement.words(most);
        StatementKind kind = isSkipped(statement.text(), version) ? StatementKind.NOTHING
                : several && isSeveral(words) ? StatementKind.ANYTHING : kind(words);
        return new MysqlWords(words, statement.writtenWords(most), kind);
    }

    /** Whether all of it stands in one comment that only other servers execute; the server then sees no statement at all. */
    private static boolean isSkipped(String text, ServerVersion version) {
        Matcher comment = SKIPPED.matcher(text);
        return comment.matches() && !version.executes(Integer.parseInt(comment.group(2)));
    }

    /** A semicolon inside belongs to the body of a routine, or else parts several statements that one delimiter ends. */
    private static boolean isSeveral(List<String> words) {
        return words.contains(";") && !hasBody(words);
    }

    private static boolean hasBody(List<String> words) {
        return starts(words, 0, "CREATE") && words.stream().limit(HEAD).anyMatch(WITH_BODY::contains)
                || starts(words, 0, "ALTER", "EVENT");
    }

    /** Whether it may commit what is open, whether or not it fails. */
    boolean mayCommit() {
        return switch (kind) {
            case ROWS, NOTHING -> false;
            case SESSION -> words.contains("AUTOCOMMIT");
            default -> true;
        };
    }

    /**
     * Whether the server asks the driver for a file while it runs. The driver may refuse, and the server goes on with what
     * follows in the packet, as if the file were empty.
     */
    boolean loadsFromClient() {
        int load = words.indexOf("LOAD");
        return load >= 0 && words.subList(load, words.size()).contains("LOCAL")
                && (kind == StatementKind.ROWS && load == 0 || kind == StatementKind.ANYTHING);
    }

    /** Whether the server may take what follows in the same packet for a part of the statement. */
    boolean mayTakeWhatFollows(Product product) {
        if (product == Product.MYSQL) {
            return hasBody(words) || kind == StatementKind.ANYTHING && words.contains(";");
        }
        return kind != StatementKind.ROWS && kind != StatementKind.BEGIN
                && CompoundStatement.mayTakeWhatFollows(product.syntax, words);
    }

    private static StatementKind kind(List<String> words) {
        String first = words.isEmpty() ? "" : words.get(0);
        if (first.equals("SET")) {
            return starts(words, 1, "STATEMENT") ? StatementKind.ANYTHING : StatementKind.SESSION;
        }
        if (OF_SESSION.contains(first) || starts(words, 0, "DROP", "PREPARE")) {
            return StatementKind.SESSION;
        }
        if (OF_ROWS.contains(first)) {
            return StatementKind.ROWS;
        }
        if (OF_ANYTHING.contains(first) || starts(words, 0, "BEGIN", "NOT")) {
            return StatementKind.ANYTHING;
        }
        return transaction(words, first);
    }

    private static StatementKind transaction(List<String> words, String first) {
        return switch (first) {
            case "BEGIN" -> StatementKind.BEGIN;
            case "START" -> starts(words, 1, "TRANSACTION") ? StatementKind.BEGIN : StatementKind.DEFINITION;
            case "COMMIT" -> StatementKind.COMMIT;
            case "ROLLBACK" -> words.contains("TO") ? StatementKind.ROWS : StatementKind.ROLLBACK;
            case "LOCK" -> starts(words, 1, "TABLES") || starts(words, 1, "TABLE") ? StatementKind.LOCK_TABLES
                    : StatementKind.ANYTHING;
            case "UNLOCK" -> StatementKind.UNLOCK_TABLES;
            default -> StatementKind.DEFINITION;
        };
    }

    boolean starts(String... expected) {
        return starts(words, 0, expected);
    }

    private static boolean starts(List<String> words, int from, String... expected) {
        return words.size() >= from + expected.length
                && words.subList(from, from + expected.length).equals(List.of(expected));
    }

    String word(int index) {
        return index < words.size() ? words.get(index) : "";
    }

    /** Whether the statement makes, and not only names, a temporary table. */
    boolean makesTemporary() {
        int at = starts("CREATE", "OR", "REPLACE") ? 3 : 1;
        return starts("CREATE") && word(at).equals("TEMPORARY");
    }

    /** A name at an index, in front of it its schema where it has one; empty when there is none. */
    List<String> nameAt(int index) {
        if (index >= written.size()) {
            return List.of();
        }
        return word(index + 1).equals(".") && index + 2 < written.size()
                ? List.of(SqlStatement.unquoted(written.get(index)), SqlStatement.unquoted(written.get(index + 2)))
                : List.of(SqlStatement.unquoted(written.get(index)));
    }

    /** Whether it switches autocommit on or off; empty when it does neither. */
    Optional<Boolean> switchesAutocommit() {
        return !starts("SET") ? Optional.empty()
                : SetAssignment.of(words).stream()
                        .filter(assignment -> assignment.target() == SetAssignment.Target.SESSION
                                && assignment.name().equals("AUTOCOMMIT"))
                        .map(assignment -> !OFF.contains(
                                assignment.value().isEmpty() ? "" : assignment.value().get(0).toUpperCase(Locale.ROOT)))
                        .reduce((before, last) -> last);
    }

    /** Whether it sets up the session, with constants, so that a later one can run it again. */
    boolean setsUpSession() {
        if (kind != StatementKind.SESSION || !starts("SET")) {
            return starts("USE");
        }
        List<SetAssignment> assignments = SetAssignment.of(words);
        return assignments.stream().anyMatch(SetAssignment::isOfSession)
                && assignments.stream().allMatch(SetAssignment::isConstant);
    }

    /** What a statement means to those who note its progress. */
    enum StatementKind {
        /** Sets up the session: it does no harm to do so again. */
        SESSION,
        /** Changes rows, or only reads: it can share a transaction with its progress. */
        ROWS,
        /** Commits by itself before and after. */
        DEFINITION,
        /** May do anything, several times: a routine, a prepared statement, several statements in one. */
        ANYTHING,
        BEGIN,
        COMMIT,
        ROLLBACK,
        LOCK_TABLES,
        UNLOCK_TABLES,
        /** The server passes over it: the content is for newer versions. */
        NOTHING;

        /** Whether it is noted that it has begun: it shares no transaction with its progress. */
        boolean isBegun() {
            return this == DEFINITION || this == ANYTHING || this == LOCK_TABLES;
        }
    }
}
