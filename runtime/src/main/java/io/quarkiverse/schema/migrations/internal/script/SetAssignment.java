package io.quarkiverse.schema.migrations.internal.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One assignment of a {@code SET} statement of MySQL or MariaDB.
 *
 * @param target what is set
 * @param name the name of the variable without quotes, in upper case where it had none; of {@code SET NAMES} and its like the
 *        keyword
 * @param value the words of the value
 */
public record SetAssignment(Target target, String name, List<String> value) {

    /** What an assignment is about. */
    public enum Target {
        /** A system variable of the session, or of the next transaction. */
        SESSION,
        /** A system variable of the server, a password, a default role: it stays. */
        SERVER,
        /** A system variable of the server, from its next start on. */
        NEXT_START,
        /** A user variable. */
        USER,
        /** The character sets: NAMES, CHARACTER SET, CHARSET. */
        CHARACTER_SET,
        /** The session's transactions. */
        TRANSACTION,
        ROLE
    }

    private static final String NEXT_START_SCOPE = "PERSIST_ONLY";
    private static final Set<String> SERVER_SCOPES = Set.of("GLOBAL", "PERSIST", NEXT_START_SCOPE);
    private static final Set<String> SESSION_SCOPES = Set.of("SESSION", "LOCAL");

    public SetAssignment {
        value = List.copyOf(value);
    }

    /**
     * The assignments of a statement, in order.
     *
     * @param words all words of a statement that begins with SET
     */
    public static List<SetAssignment> of(List<String> words) {
        List<SetAssignment> assignments = new ArrayList<>();
        Target scope = Target.SESSION;
        for (List<String> part : split(words.subList(1, words.size()))) {
            String first = part.isEmpty() ? "" : part.get(0);
            if (SERVER_SCOPES.contains(first)) {
                scope = first.equals(NEXT_START_SCOPE) ? Target.NEXT_START : Target.SERVER;
            } else if (SESSION_SCOPES.contains(first)) {
                scope = Target.SESSION;
            }
            boolean scoped = SERVER_SCOPES.contains(first) || SESSION_SCOPES.contains(first);
            assignments.add(one(scoped ? part.subList(1, part.size()) : part, scope));
        }
        return assignments;
    }

    private static SetAssignment one(List<String> part, Target scope) {
        String first = part.isEmpty() ? "" : part.get(0);
        switch (first) {
            case "NAMES", "CHARSET", "CHARACTER":
                return new SetAssignment(Target.CHARACTER_SET, first, part);
            case "TRANSACTION":
                return new SetAssignment(scope == Target.SESSION ? Target.TRANSACTION : scope, first, part);
            case "ROLE":
                return new SetAssignment(Target.ROLE, first, part);
            case "PASSWORD", "DEFAULT", "RESOURCE":
                return new SetAssignment(Target.SERVER, first, part);
            default:
                return ofVariable(part, scope);
        }
    }

    private static SetAssignment ofVariable(List<String> part, Target scope) {
        int equals = part.indexOf("=");
        if (equals < 1) {
            return new SetAssignment(Target.SERVER, "", part);
        }
        List<String> name = part.subList(0, part.get(equals - 1).equals(":") ? equals - 1 : equals);
        List<String> value = part.subList(equals + 1, part.size());
        String last = name.get(name.size() - 1);
        if (name.size() == 2 && name.get(0).equals("@")) {
            return new SetAssignment(Target.USER, SqlStatement.unquoted(last), value);
        }
        return new SetAssignment(name.get(0).equals("@") ? scope(name) : scope, SqlStatement.unquoted(last), value);
    }

    /** {@code @@GLOBAL.name} and its like. */
    private static Target scope(List<String> name) {
        return name.contains(NEXT_START_SCOPE) ? Target.NEXT_START
                : name.stream().anyMatch(SERVER_SCOPES::contains) ? Target.SERVER : Target.SESSION;
    }

    /** Whether it is lost with the session. */
    public boolean isOfSession() {
        return target != Target.SERVER && target != Target.NEXT_START;
    }

    /** Whether the value is made of constants and variables alone, so that the same statements lead to it again. */
    public boolean isConstant() {
        return !value.contains("SELECT") && value.stream().noneMatch(word -> word.equals(";"))
                && !(value.contains("(") && target == Target.USER && !isRewriting());
    }

    /** Dumps and scripts take a mode out of sql_mode, or add one, with these. */
    private boolean isRewriting() {
        return Set.of("CONCAT", "CONCAT_WS", "REPLACE").contains(value.get(0));
    }

    /** At the commas outside of parentheses. */
    static List<List<String>> split(List<String> words) {
        List<List<String>> parts = new ArrayList<>();
        List<String> part = new ArrayList<>();
        int depth = 0;
        for (String word : words) {
            depth += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
            if (depth == 0 && word.equals(",")) {
                parts.add(part);
                part = new ArrayList<>();
            } else {
                part.add(word);
            }
        }
        parts.add(part);
        return parts;
    }
}
