package io.quarkiverse.schema.migrations;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Keeps a connection from going back to its pool, once a command has changed its session: every command that writes does.
 */
@FunctionalInterface
public interface ConnectionRetirement {

    /**
     * Marks the connection so that closing it ends the physical connection. Called before {@link Connection#close()}.
     *
     * @param connection as the data source gave it; still open, and with autocommit as it was given
     * @throws SQLException when it cannot be marked; that is logged, and the connection is closed as it is
     */
    void retire(Connection connection) throws SQLException;
}
