package io.quarkiverse.schema.migrations;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * How to keep a connection from going back to its pool, once scripts have run on it and may have changed its session.
 */
@FunctionalInterface
public interface ConnectionRetirement {

    /**
     * Marks the connection so that closing it ends the physical connection. Called before {@link Connection#close()}.
     *
     * @param connection as the data source gave it; still open
     * @throws SQLException when it cannot be marked; the connection is then closed as it is
     */
    void retire(Connection connection) throws SQLException;
}
