package io.quarkiverse.schema.migrations.runtime.internal.dialect.mysql;

import java.sql.Connection;
import java.sql.SQLException;

import com.mysql.cj.NativeSession;
import com.mysql.cj.jdbc.JdbcConnection;

/** MySQL's own driver, which switches in the same way for batches that it rewrites. */
public final class ConnectorJMultiStatements implements MultiStatements {

    @Override
    public boolean knows(Connection connection) throws SQLException {
        return connection.getMetaData().getDriverName().startsWith("MySQL Connector");
    }

    @Override
    public void on(Connection connection) throws SQLException {
        session(connection).enableMultiQueries();
    }

    @Override
    public void off(Connection connection) throws SQLException {
        session(connection).disableMultiQueries();
    }

    private static NativeSession session(Connection connection) throws SQLException {
        return (NativeSession) connection.unwrap(JdbcConnection.class).getSession();
    }
}
