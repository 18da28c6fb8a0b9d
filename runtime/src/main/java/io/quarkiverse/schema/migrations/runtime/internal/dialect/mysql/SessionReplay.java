package io.quarkiverse.schema.migrations.runtime.internal.dialect.mysql;

import java.util.List;

import io.quarkiverse.schema.migrations.runtime.internal.dialect.Replay;

/** What a finished statement means to a session that goes on after it. */
final class SessionReplay {

    private SessionReplay() {
    }

    static Replay of(MysqlWords statement) {
        return switch (statement.kind()) {
            case SESSION -> ofSession(statement);
            case ROWS -> intoVariable(statement.words()) ? Replay.LOST : Replay.SKIP;
            case DEFINITION -> statement.makesTemporary() ? Replay.LOST : Replay.SKIP;
            default -> Replay.SKIP;
        };
    }

    private static Replay ofSession(MysqlWords statement) {
        if (statement.starts("USE")) {
            return Replay.RUN_AGAIN;
        }
        if (!statement.starts("SET")) {
            return statement.starts("PREPARE") ? Replay.LOST : Replay.SKIP;
        }
        List<Assignment> assignments = Assignment.of(statement.words());
        if (assignments.stream().allMatch(assignment -> assignment.target() == Assignment.Target.SERVER)) {
            return Replay.SKIP;
        }
        return assignments.stream().allMatch(Assignment::isConstant) ? Replay.RUN_AGAIN : Replay.LOST;
    }

    /** {@code SELECT … INTO @x}, or {@code @x := …} anywhere. */
    private static boolean intoVariable(List<String> words) {
        int into = words.indexOf("INTO");
        return words.get(0).equals("SELECT") && into >= 0 && words.size() > into + 1 && words.get(into + 1).equals("@");
    }
}
