package io.quarkiverse.schema.migrations.runtime.internal.execution;

import java.sql.SQLException;

import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.plan.Step;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.FailedStatementException;
import io.quarkiverse.schema.migrations.runtime.internal.script.SqlStatement;

/** Puts the failure of a step into words. */
final class Failures {

    private Failures() {
    }

    /**
     * @param statement what failed, unless the cause says so; null when all statements had run
     * @param consequence what became of the step, and what to do
     */
    static MigrationFailedException failed(Step step, SqlStatement statement, SQLException cause, String consequence) {
        String location = step.work().location();
        if (cause instanceof FailedStatementException failed) {
            return failed(step, location + ":" + failed.position(), failed.statement().head(), cause, consequence);
        }
        return statement == null ? failed(step, location, null, cause, consequence)
                : failed(step, Scripts.place(step.work(), statement), statement.head(), cause, consequence);
    }

    private static MigrationFailedException failed(Step step, String place, String head, SQLException cause,
            String consequence) {
        return new MigrationFailedException(step.id(), subject(step) + " failed at " + place + ": " + reason(cause)
                + (head == null ? "" : "\n  " + head) + '\n' + consequence, cause);
    }

    /** Whether the connection is gone, so that nobody can say what the server did last. */
    static boolean isConnectionLost(SQLException cause) {
        return cause.getSQLState() != null && cause.getSQLState().startsWith("08");
    }

    /** A failure at something that is no migration's fault. */
    static DatabaseException ofDatabase(String set, SQLException cause) {
        return new DatabaseException("The database of set '" + set + "' failed: " + reason(cause) + ". Nothing more was run",
                cause);
    }

    static String subject(Step step) {
        return switch (step.direction()) {
            case UP -> "Migration '" + step.id() + "'";
            case DOWN -> "Rolling back '" + step.id() + "'";
        };
    }

    /** The database's own words, with its codes where it has given any. */
    static String reason(SQLException cause) {
        StringBuilder reason = new StringBuilder(String.valueOf(cause.getMessage()));
        if (cause.getSQLState() != null) {
            reason.append(" (SQL state ").append(cause.getSQLState()).append(')');
        }
        if (cause.getErrorCode() != 0) {
            reason.append(" (code ").append(cause.getErrorCode()).append(')');
        }
        return reason.toString();
    }
}
