package io.quarkiverse.schema.migrations.internal.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Makes dialects for the servers that a JDBC driver leads to. An application has those for the drivers that it has, and no
 * others: a provider names classes of its driver, and a native image builder must not meet one without them.
 */
public interface DialectProvider {

    /**
     * Returns the dialect of the server behind a connection, by what the driver knows without a statement; empty when the
     * driver or the server is another one.
     */
    Optional<Dialect> dialect(Connection connection) throws SQLException;

    /** Returns the dialect of a kind of datasource where the kind settles it, so that no driver has to be asked; else empty. */
    default Optional<Dialect> dialectOfKind(String databaseKind) {
        return Optional.empty();
    }
}
