package io.quarkiverse.schema.migrations.runtime.internal.dialect.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ServiceLoader;

/**
 * Lets a session take several statements in one packet, for as long as it is needed. The protocol has a command for it,
 * JDBC has not, and a driver's connection property would hold for the application too. So there is one implementation for
 * each driver, found as a service: an application has one of the drivers, and a native executable must not be made to
 * look for the classes of the other.
 */
public interface MultiStatements {

    /** Whether the connection is one of this driver. */
    boolean knows(Connection connection) throws SQLException;

    /** From now on the session takes several statements at once. */
    void on(Connection connection) throws SQLException;

    /** From now on the session takes one statement at once. */
    void off(Connection connection) throws SQLException;

    /** Returns how many bytes a statement, or several in one packet, may have at most; may ask the server. */
    int limit(Connection connection) throws SQLException;

    /**
     * The one for a connection.
     *
     * @throws SQLException when its driver is not known
     */
    static MultiStatements of(Connection connection) throws SQLException {
        for (ServiceLoader.Provider<MultiStatements> provider : ServiceLoader
                .load(MultiStatements.class, MultiStatements.class.getClassLoader()).stream().toList()) {
            MultiStatements candidate = provider.get();
            if (candidate.knows(connection)) {
                return candidate;
            }
        }
        throw new SQLException("the driver " + connection.getMetaData().getDriverName()
                + " is not known to send several statements at once: use MySQL Connector/J or MariaDB Connector/J");
    }
}
