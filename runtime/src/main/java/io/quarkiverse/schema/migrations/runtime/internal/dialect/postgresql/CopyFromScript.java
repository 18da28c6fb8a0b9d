package io.quarkiverse.schema.migrations.runtime.internal.dialect.postgresql;

import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.SQLException;

import org.postgresql.PGConnection;

import io.quarkiverse.schema.migrations.runtime.internal.dialect.FailedStatementException;
import io.quarkiverse.schema.migrations.runtime.internal.script.SqlStatement;

/** {@code COPY … FROM STDIN} with the data that stand behind it in the script, sent as they are read. */
final class CopyFromScript {

    private CopyFromScript() {
    }

    static void run(Connection connection, SqlStatement copy) throws SQLException {
        Reader data = copy.copyData().orElseThrow();
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy.text(), data);
        } catch (SQLException e) {
            throw ServerWords.failure(copy, e);
        } catch (IOException e) {
            throw new FailedStatementException(copy, copy.position(), e.getMessage(), new SQLException(e));
        }
    }
}
