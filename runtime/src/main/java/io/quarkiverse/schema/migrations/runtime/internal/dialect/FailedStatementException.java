package io.quarkiverse.schema.migrations.runtime.internal.dialect;

import java.sql.SQLException;

import io.quarkiverse.schema.migrations.runtime.internal.script.SqlStatement;

/** The failure of one statement among several that were sent together. */
public final class FailedStatementException extends SQLException {

    private static final long serialVersionUID = 1L;

    private final transient SqlStatement statement;
    private final String consequence;

    /**
     * @param statement the statement; null when it was none of the script
     * @param consequence what became of the script beyond what is usual, and what to do; may be empty
     * @param cause what the database or the driver threw
     */
    public FailedStatementException(SqlStatement statement, String consequence, SQLException cause) {
        super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
        this.statement = statement;
        this.consequence = consequence;
    }

    /** The statement that failed; null when it was none of the script. */
    public SqlStatement statement() {
        return statement;
    }

    /** What became of the script beyond what is usual, and what to do; may be empty. */
    public String consequence() {
        return consequence;
    }
}
