package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import java.sql.SQLException;
import java.util.Set;

import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import io.quarkiverse.schema.migrations.internal.dialect.FailedStatementException;
import io.quarkiverse.schema.migrations.internal.script.Position;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/** What the server says of a failure, without the offset in the statement, which is told as a place in the script. */
final class ServerWords {

    static final String DIVISION_BY_ZERO = "22012";

    /** It cannot run inside a transaction, or has tried to end one that it has not begun. */
    private static final Set<String> NEEDS_NO_TRANSACTION = Set.of("25001", "2D000");

    private ServerWords() {
    }

    /** Whether the server has answered; anything else is the driver's own, and says nothing about what the server did. */
    static boolean isAnswer(SQLException failure) {
        return said(failure) != null;
    }

    static boolean needsNoTransaction(SQLException failure) {
        return NEEDS_NO_TRANSACTION.contains(String.valueOf(failure.getSQLState()));
    }

    static FailedStatementException failure(SqlStatement statement, SQLException failure) {
        ServerErrorMessage said = said(failure);
        Position position = said == null || said.getPosition() == 0 ? statement.position()
                : statement.positionOf(said.getPosition());
        return new FailedStatementException(statement, position, message(failure), failure);
    }

    static SQLException failure(SQLException failure) {
        return new SQLException(message(failure), failure.getSQLState(), failure);
    }

    private static ServerErrorMessage said(SQLException failure) {
        return failure instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
    }

    private static String message(SQLException failure) {
        ServerErrorMessage said = said(failure);
        if (said == null) {
            return failure.getMessage();
        }
        StringBuilder message = new StringBuilder(said.getSeverity() + ": " + said.getMessage());
        append(message, "Detail", said.getDetail());
        append(message, "Hint", said.getHint());
        append(message, "Where", said.getWhere());
        append(message, "Query", said.getInternalQuery());
        return message.toString();
    }

    private static void append(StringBuilder message, String name, String text) {
        if (text != null) {
            message.append("\n  ").append(name).append(": ").append(text);
        }
    }
}
