package io.quarkiverse.schema.migrations.databases;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;

/**
 * A pool that gives connections without autocommit, and ends a connection at the moment it is evicted. When the connection
 * is closed afterwards and is not in the mode in which it was given, the pool fails as HikariCP does.
 */
public final class EvictingPool {

    private final DataSource database;
    private final Map<Connection, Connection> physical = new HashMap<>();
    private final List<Boolean> autocommitWhenEvicted = new ArrayList<>();

    public EvictingPool(TestDatabase database) {
        this.database = database.dataSource();
    }

    public SchemaMigrationsBuilder migrations() {
        return SchemaMigrationsBuilder.of(dataSource()).connectionRetirement(this::evict);
    }

    /** In which mode each evicted connection was, in the order of the evictions. */
    public List<Boolean> autocommitWhenEvicted() {
        return List.copyOf(autocommitWhenEvicted);
    }

    public void evict(Connection connection) throws SQLException {
        autocommitWhenEvicted.add(connection.getAutoCommit());
        physical.get(connection).close();
    }

    DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { DataSource.class },
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return give(database.getConnection());
                    }
                    throw new UnsupportedOperationException(method.toString());
                });
    }

    private Connection give(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        boolean[] autocommit = { false };
        Connection given = (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    case "close" -> close(connection, autocommit[0]);
                    case "setAutoCommit" -> {
                        autocommit[0] = (boolean) arguments[0];
                        yield invoke(connection, method, arguments);
                    }
                    default -> invoke(connection, method, arguments);
                });
        physical.put(given, connection);
        return given;
    }

    private static Object close(Connection connection, boolean autocommit) throws SQLException {
        if (connection.isClosed() && autocommit) {
            throw new NullPointerException("the pool has no connection to set autocommit on");
        }
        connection.close();
        return null;
    }

    private static Object invoke(Connection connection, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
