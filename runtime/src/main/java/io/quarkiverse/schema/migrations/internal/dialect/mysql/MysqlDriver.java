package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.Dialects.DialectProvider;

/**
 * A driver that leads to MySQL and to MariaDB alike, and lets a session take several statements in one packet for as long as
 * it is needed. The protocol has a command for that, JDBC has not, and a driver's connection property would hold for the
 * application too.
 */
public interface MysqlDriver extends DialectProvider {

    /** How the driver's name begins, as it gives it itself. */
    String name();

    /** From now on the session takes several statements at once. */
    void allowMultiStatements(Connection connection) throws SQLException;

    /** From now on the session takes one statement at once. */
    void refuseMultiStatements(Connection connection) throws SQLException;

    /** Returns how many bytes a statement, or several in one packet, may have at most; may ask the server. */
    int limit(Connection connection) throws SQLException;

    /** The fetch size with which it hands out the rows of any result as they come. */
    int fetchSize();

    /**
     * A statement has failed, so that none of the results will come that were to follow; the driver may still wait for them.
     */
    default void expectNoMoreResults(Connection connection) throws SQLException {
        // most know
    }

    @Override
    default Optional<Dialect> dialect(Connection connection) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        return metaData.getDriverName().startsWith(name())
                ? Optional.of(new MysqlDialect(metaData.getDatabaseProductVersion(), this))
                : Optional.empty();
    }
}
