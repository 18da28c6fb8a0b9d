package io.quarkiverse.schema.migrations.internal.dialect;

import java.sql.SQLException;

import io.quarkiverse.schema.migrations.internal.script.Position;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/** Tells which statement of a script failed, where the call that fails does not. */
public final class FailedStatementException extends SQLException {

    private static final long serialVersionUID = 1L;

    private final transient SqlStatement statement;
    private final transient Position position;
    private final String consequence;
    private boolean outcomeUnknown;

    /**
     * @param statement what failed
     * @param position where in the script, as exactly as the database says
     * @param message the database's own words
     * @param cause what the driver threw
     */
    public FailedStatementException(SqlStatement statement, Position position, String message, SQLException cause) {
        super(message, cause.getSQLState(), cause.getErrorCode(), cause);
        this.statement = statement;
        this.position = position;
        this.consequence = "";
    }

    /**
     * @param statement what failed
     * @param consequence what became of the script beyond what is usual, and what to do; may be empty
     * @param cause what the driver threw
     */
    public FailedStatementException(SqlStatement statement, String consequence, SQLException cause) {
        super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
        this.statement = statement;
        this.position = statement.position();
        this.consequence = consequence;
    }

    /** The same, of a statement that may have committed a part of its work before it failed. */
    public FailedStatementException withUnknownOutcome() {
        outcomeUnknown = true;
        return this;
    }

    /** Whether it may have committed a part of its work before it failed. */
    public boolean isOutcomeUnknown() {
        return outcomeUnknown;
    }

    /** What failed. */
    public SqlStatement statement() {
        return statement;
    }

    /** Where in the script it failed. */
    public Position position() {
        return position;
    }

    /** What became of the script beyond what is usual, and what to do; may be empty. */
    public String consequence() {
        return consequence;
    }
}
