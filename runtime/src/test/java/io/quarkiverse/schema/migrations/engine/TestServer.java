package io.quarkiverse.schema.migrations.engine;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that tests may fill with databases.
 *
 * @param url a database that is there, for JDBC
 * @param user who may create databases
 * @param password the user's; empty when none is asked for
 * @param dialect what it understands
 */
record TestServer(String url, String user, String password, Dialect dialect) {

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** What servers differ in when a database is made. */
    enum Dialect {
        POSTGRESQL("DROP DATABASE IF EXISTS %s WITH (FORCE)",
                "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"),
        MYSQL("DROP DATABASE IF EXISTS %s",
                "SELECT table_name FROM information_schema.tables WHERE table_schema = database() AND table_type = 'BASE TABLE'");

        private final String drop;
        private final String tables;

        Dialect(String drop, String tables) {
            this.drop = drop;
            this.tables = tables;
        }
    }

    /** Makes an empty database, which is dropped when the tests have ended. */
    ServerDatabase empty() {
        String name = "test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(String.format(dialect.drop, name));
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("No database can be made at " + url, e);
        }
        ServerDatabase database = new ServerDatabase(url.replaceFirst("^(jdbc:\\w+://[^/]+/)[^?]*", "$1" + name), user,
                password,
                name, dialect.tables);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> database.drop(String.format(dialect.drop, name), url)));
        return database;
    }
}
