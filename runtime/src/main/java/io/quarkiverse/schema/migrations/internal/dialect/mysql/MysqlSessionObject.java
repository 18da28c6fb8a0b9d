package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.quarkiverse.schema.migrations.internal.dialect.Mentions;
import io.quarkiverse.schema.migrations.internal.dialect.SessionObject;
import io.quarkiverse.schema.migrations.internal.script.SetAssignment;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/**
 * A temporary table, a prepared statement or a user variable.
 *
 * @param name how statements call it; of a variable with its {@code @}
 * @param version which comments the server reads
 */
record MysqlSessionObject(String name, ServerVersion version) implements SessionObject {

    /** Set the variables that are named in them, as far as they do not only read them. */
    private static final Set<String> SETTING = Set.of("CALL", "LOAD", "GET", "EXECUTE");

    private static final String KEPT_CODE = "SELECT ROUTINE_DEFINITION FROM information_schema.ROUTINES WHERE"
            + " ROUTINE_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema') UNION ALL"
            + " SELECT ACTION_STATEMENT FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA NOT IN ('mysql', 'sys')"
            + ShellSession.ALL_ROWS;

    /** What a finished statement made for its session. */
    static List<SessionObject> by(SqlStatement finished, ServerVersion version) {
        MysqlWords words = MysqlWords.of(finished, version);
        if (words.starts("SET")) {
            return bySet(words, version);
        }
        if (words.starts("PREPARE")) {
            return List.of(new MysqlSessionObject(SqlStatement.unquoted(words.word(1)), version));
        }
        if (words.makesTemporary()) {
            return List.of(new MysqlSessionObject(madeTable(words), version));
        }
        if (finished.text().indexOf('@') < 0 || words.starts("CREATE") || words.starts("ALTER")) {
            return List.of();
        }
        return byVariables(finished.words(Integer.MAX_VALUE), version);
    }

    private static List<SessionObject> bySet(MysqlWords words, ServerVersion version) {
        if (words.starts("SET", "STATEMENT") || words.setsUpSession()) {
            return List.of();
        }
        List<SessionObject> lost = new ArrayList<>();
        for (SetAssignment assignment : SetAssignment.of(words.words())) {
            if (assignment.target() == SetAssignment.Target.USER) {
                lost.add(new MysqlSessionObject('@' + assignment.name(), version));
            } else if (assignment.isOfSession()) {
                lost.add(SessionObject.NAMELESS);
            }
        }
        return lost;
    }

    private static String madeTable(MysqlWords words) {
        int at = words.words().indexOf("TABLE") + 1;
        List<String> parts = words.nameAt(words.word(at).equals("IF") ? at + 3 : at);
        return parts.isEmpty() ? "" : parts.get(parts.size() - 1);
    }

    /** {@code SELECT … INTO @x}, {@code @x := …}, and whatever may set those that it names. */
    private static List<SessionObject> byVariables(List<String> words, ServerVersion version) {
        List<SessionObject> lost = new ArrayList<>();
        boolean setting = SETTING.contains(words.get(0));
        for (int i = 0; i + 1 < words.size(); i++) {
            setting |= words.get(i).equals("INTO");
            boolean variable = words.get(i).equals("@") && (i == 0 || !words.get(i - 1).equals("@"));
            boolean assigned = i + 3 < words.size() && words.get(i + 2).equals(":") && words.get(i + 3).equals("=");
            if (variable && (setting || assigned)) {
                lost.add(new MysqlSessionObject('@' + SqlStatement.unquoted(words.get(i + 1)), version));
            }
        }
        return lost;
    }

    @Override
    public Use use(SqlStatement later) {
        MysqlWords words = MysqlWords.of(later, version);
        int mentions = Mentions.of(name).in(later.text());
        if (mentions == 0) {
            return runsTextOfAVariable(words) ? Use.NEEDED : Use.NONE;
        }
        return mentions == 1 && ends(words) ? Use.ENDED : Use.NEEDED;
    }

    private static boolean runsTextOfAVariable(MysqlWords words) {
        return words.starts("PREPARE") && !isString(words.word(3))
                || words.starts("EXECUTE", "IMMEDIATE") && !isString(words.word(2));
    }

    private static boolean isString(String word) {
        return word.startsWith("'") || word.startsWith("\"");
    }

    /** Whether a statement that names it once makes it or drops it, and does not read it. */
    private boolean ends(MysqlWords words) {
        if (words.starts("DROP", "TEMPORARY", "TABLE", "IF")) {
            return true;
        }
        if (words.makesTemporary()) {
            return madeTable(words).equals(name) && !words.words().contains("IF");
        }
        if (words.starts("PREPARE")) {
            return SqlStatement.unquoted(words.word(1)).equalsIgnoreCase(name);
        }
        return words.starts("SET") && SetAssignment.of(words.words()).stream()
                .anyMatch(assignment -> assignment.target() == SetAssignment.Target.USER
                        && name.equalsIgnoreCase('@' + assignment.name()));
    }

    @Override
    public boolean isNeededByKeptCode(Connection connection) throws SQLException {
        return Mentions.of(name).inAnyOf(connection, KEPT_CODE);
    }
}
