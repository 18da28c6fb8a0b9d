package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One assignment of a {@code SET} statement.
 *
 * @param target what is set
 * @param name the variable's name as SET has it; of {@code SET NAMES} and its like the keyword
 * @param value the words of the value
 */
record Assignment(Target target, String name, List<String> value) {

    enum Target {
        /** A system variable of the session, or of the next transaction. */
        SESSION,
        /** A system variable of the server, a password, a default role: it stays. */
        SERVER,
        /** A user variable. */
        USER,
        /** The character sets: NAMES, CHARACTER SET, CHARSET. */
        CHARACTER_SET,
        /** The session's transactions. */
        TRANSACTION,
        ROLE
    }

    private static final Set<String> SERVER_SCOPES = Set.of("GLOBAL", "PERSIST", "PERSIST_ONLY");
    private static final Set<String> SESSION_SCOPES = Set.of("SESSION", "LOCAL");

    private static final Set<String> OFF = Set.of("0", "OFF", "FALSE", "'OFF'", "'0'");

    Assignment {
        value = List.copyOf(value);
    }

    /** @param words all words of a statement that begins with SET */
    static List<Assignment> of(List<String> words) {
        List<Assignment> assignments = new ArrayList<>();
        Target scope = Target.SESSION;
        for (List<String> part : split(words.subList(1, words.size()))) {
            String first = part.isEmpty() ? "" : part.get(0);
            if (SERVER_SCOPES.contains(first)) {
                scope = Target.SERVER;
            } else if (SESSION_SCOPES.contains(first)) {
                scope = Target.SESSION;
            }
            boolean scoped = SERVER_SCOPES.contains(first) || SESSION_SCOPES.contains(first);
            assignments.add(one(scoped ? part.subList(1, part.size()) : part, scope));
        }
        return assignments;
    }

    /** Whether a statement switches autocommit on or off; empty when it does neither. */
    static Optional<Boolean> ofAutocommit(MysqlWords statement) {
        return !statement.starts("SET") ? Optional.empty()
                : of(statement.words()).stream()
                        .filter(assignment -> assignment.target() == Target.SESSION && assignment.name().equals("AUTOCOMMIT"))
                        .map(assignment -> !OFF.contains(assignment.value().isEmpty() ? "" : assignment.value().get(0)))
                        .reduce((before, last) -> last);
    }

    private static Assignment one(List<String> part, Target scope) {
        String first = part.isEmpty() ? "" : part.get(0);
        switch (first) {
            case "NAMES", "CHARSET", "CHARACTER":
                return new Assignment(Target.CHARACTER_SET, first, part);
            case "TRANSACTION":
                return new Assignment(scope == Target.SERVER ? scope : Target.TRANSACTION, first, part);
            case "ROLE":
                return new Assignment(Target.ROLE, first, part);
            case "PASSWORD", "DEFAULT", "RESOURCE":
                return new Assignment(Target.SERVER, first, part);
            default:
                return ofVariable(part, scope);
        }
    }

    private static Assignment ofVariable(List<String> part, Target scope) {
        int equals = part.indexOf("=");
        if (equals < 1) {
            return new Assignment(Target.SERVER, "", part);
        }
        List<String> name = part.subList(0, part.get(equals - 1).equals(":") ? equals - 1 : equals);
        List<String> value = part.subList(equals + 1, part.size());
        String last = name.get(name.size() - 1);
        if (name.size() == 2 && name.get(0).equals("@")) {
            return new Assignment(Target.USER, last, value);
        }
        boolean ofServer = name.get(0).equals("@") ? name.stream().anyMatch(SERVER_SCOPES::contains)
                : scope == Target.SERVER;
        return new Assignment(ofServer ? Target.SERVER : Target.SESSION, MysqlWords.plain(last), value);
    }

    /** Whether the value is made of constants and variables alone, so that the same statements lead to it again. */
    boolean isConstant() {
        return !value.contains("SELECT") && value.stream().noneMatch(word -> word.equals(";"))
                && !(value.contains("(") && target == Target.USER && !isRewriting());
    }

    /** Dumps and scripts take a mode out of sql_mode, or add one, with these. */
    private boolean isRewriting() {
        return Set.of("CONCAT", "CONCAT_WS", "REPLACE").contains(value.get(0));
    }

    /** At the commas outside of parentheses. */
    private static List<List<String>> split(List<String> words) {
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
