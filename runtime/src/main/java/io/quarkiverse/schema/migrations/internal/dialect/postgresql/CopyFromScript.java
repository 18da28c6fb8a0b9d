package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.SQLException;

import org.postgresql.PGConnection;

import io.quarkiverse.schema.migrations.internal.dialect.FailedStatementException;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/**
 * {@code COPY … FROM STDIN} with the data that stand behind it in the script, sent as they are read. What triggers say of the
 * rows meanwhile could fill all buffers, so that server and driver wait for each other to read: there is no answer before the
 * end of the data. So the server is silent for as long.
 */
final class CopyFromScript {

    private static final String KEPT = "'schema_migrations.messages'";
    private static final String SILENCE = "SELECT pg_catalog.set_config(" + KEPT
            + ", pg_catalog.current_setting('client_min_messages'), true),"
            + " pg_catalog.set_config('client_min_messages', 'error', true)";
    private static final String SPEAK = "SELECT pg_catalog.set_config('client_min_messages', pg_catalog.current_setting(" + KEPT
            + "), true)";

    private CopyFromScript() {
    }

    /**
     * Runs it in the transaction that is open.
     *
     * @param before what runs before it; what is left on board comes after it
     */
    static void run(Connection connection, Pipeline before, SqlStatement copy) throws SQLException {
        before.add(SILENCE).send();
        Reader data = copy.copyData().orElseThrow();
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy.text(), data);
            before.add(SPEAK);
        } catch (SQLException e) {
            throw ServerWords.failure(copy, e);
        } catch (IOException e) {
            throw new FailedStatementException(copy, copy.position(), e.getMessage(), new SQLException(e));
        }
    }
}
