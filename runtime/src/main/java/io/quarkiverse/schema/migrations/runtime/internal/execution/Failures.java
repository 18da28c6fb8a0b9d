package io.quarkiverse.schema.migrations.runtime.internal.execution;

import java.sql.SQLException;

import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.plan.Step;
import io.quarkiverse.schema.migrations.runtime.internal.script.SqlStatement;

/** Puts the failure of a step into words. */
final class Failures {

    private Failures() {
    }

    /**
     * @param statement what failed; null when all statements had run
     * @param consequence what became of the step, and what to do
     */
    static MigrationFailedException failed(Step step, SqlStatement statement, SQLException cause, String consequence) {
        StringBuilder message = new StringBuilder(subject(step)).append(" failed at ")
                .append(statement == null ? step.script().location() : Scripts.place(step.script(), statement))
                .append(": ").append(reason(cause));
        if (statement != null) {
            message.append("\n  ").append(statement.head());
        }
        return new MigrationFailedException(step.id(), message.append('\n').append(consequence).toString(), cause);
    }

    private static String subject(Step step) {
        return switch (step.direction()) {
            case UP -> "Migration '" + step.id() + "'";
            case DOWN -> "Rolling back '" + step.id() + "'";
        };
    }

    /** The database failed at something that is no script's fault. */
    static DatabaseException database(String set, SQLException cause) {
        return new DatabaseException("The database of set '" + set + "' failed: " + reason(cause) + ". Nothing more was run",
                cause);
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
