package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.sql.Connection;
import java.sql.SQLException;

import com.mysql.cj.NativeSession;
import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.RuntimeProperty;
import com.mysql.cj.jdbc.JdbcConnection;

/** MySQL's own driver, which switches in the same way for batches that it rewrites. */
public final class ConnectorJ implements MysqlDriver {

    /** For the command, what goes with it, and that the server wants less than the limit. */
    private static final int OVERHEAD = 16;

    @Override
    public String name() {
        return "MySQL Connector";
    }

    @Override
    public void allowMultiStatements(Connection connection) throws SQLException {
        session(connection).enableMultiQueries();
        timeoutBesideRows(connection).setValue(0);
    }

    @Override
    public void refuseMultiStatements(Connection connection) throws SQLException {
        timeoutBesideRows(connection).resetValue();
        session(connection).disableMultiQueries();
    }

    /** The server's limit, or its own where that is less: the driver asks for it when it connects. */
    @Override
    public int limit(Connection connection) throws SQLException {
        int limit = connection.unwrap(JdbcConnection.class).getPropertySet().getIntegerProperty(PropertyKey.maxAllowedPacket)
                .getValue();
        return limit > 0 ? limit - OVERHEAD : Integer.MAX_VALUE;
    }

    /** To this driver no other number means that it must not keep all rows. */
    @Override
    public int fetchSize() {
        return Integer.MIN_VALUE;
    }

    /** For every statement whose rows are not kept, the driver would set another timeout of the server, and take it back. */
    private static RuntimeProperty<Integer> timeoutBesideRows(Connection connection) throws SQLException {
        return connection.unwrap(JdbcConnection.class).getPropertySet()
                .getIntegerProperty(PropertyKey.netTimeoutForStreamingResults);
    }

    private static NativeSession session(Connection connection) throws SQLException {
        return (NativeSession) connection.unwrap(JdbcConnection.class).getSession();
    }
}
