package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.util.List;

import io.quarkiverse.schema.migrations.internal.dialect.Replay;
import io.quarkiverse.schema.migrations.internal.dialect.mysql.MysqlWords.StatementKind;

/** What a finished statement means to a session that goes on after it. */
final class SessionReplay {

    private SessionReplay() {
    }

    static Replay of(MysqlWords statement) {
        if (statement.starts("USE")) {
            return Replay.RUN_AGAIN;
        }
        if (statement.kind() != StatementKind.SESSION || !statement.starts("SET")) {
            return Replay.SKIP;
        }
        List<Assignment> assignments = Assignment.of(statement.words());
        boolean ofSession = assignments.stream().anyMatch(assignment -> assignment.target() != Assignment.Target.SERVER);
        return ofSession && assignments.stream().allMatch(Assignment::isConstant) ? Replay.RUN_AGAIN : Replay.SKIP;
    }
}
