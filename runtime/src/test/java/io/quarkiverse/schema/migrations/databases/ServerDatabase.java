package io.quarkiverse.schema.migrations.databases;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.servers.CountingProxy;
import io.quarkiverse.schema.migrations.servers.Database;

/**
 * A database of its own on a server.
 *
 * @param url where it is, for JDBC
 * @param user who connects
 * @param password the user's; empty when none is asked for
 * @param name what the server calls it
 * @param tablesQuery asks it for the names of all its tables
 */
public record ServerDatabase(String url, String user, String password, String name,
        String tablesQuery) implements TestDatabase {

    @Override
    public DataSource dataSource() {
        return new DriverDataSource(url, user, password, "");
    }

    @Override
    public Database address() {
        return new Database(url, user, password);
    }

    /** The same database, reached through a proxy. */
    public ServerDatabase through(CountingProxy proxy) {
        return new ServerDatabase(proxy.database().url(), user, password, name, tablesQuery);
    }

    /** The same database, reached with other properties of the driver. */
    public ServerDatabase with(String properties) {
        return new ServerDatabase(url + (url.contains("?") ? "&" : "?") + properties, user, password, name, tablesQuery);
    }

    /** The same database, reached through a pool that runs a statement on every new connection. */
    public TestDatabase connectedWith(String statement) {
        DataSource dataSource = new DriverDataSource(url, user, password, statement);
        return new TestDatabase() {
            @Override
            public DataSource dataSource() {
                return dataSource;
            }

            @Override
            public Database address() {
                return ServerDatabase.this.address();
            }

            @Override
            public String tablesQuery() {
                return tablesQuery;
            }
        };
    }

    /** The same database for another of its users. */
    public ServerDatabase as(String otherUser, String itsPassword) {
        return new ServerDatabase(url, otherUser, itsPassword, name, tablesQuery);
    }
}
