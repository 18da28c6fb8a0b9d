package io.quarkiverse.schema.migrations.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL for tests whose users matter; stopped by a hook of its own when the JVM ends. */
final class EmbeddedPostgresql {

    private static final String PORT = EmbeddedPostgresql.class.getName() + ".port";

    private EmbeddedPostgresql() {
    }

    /** The URL of a database for JDBC. There is one server a JVM, whichever class loader asks: a test has several. */
    static String url(String database) {
        synchronized (System.class) {
            if (System.getProperty(PORT) == null) {
                System.setProperty(PORT, Integer.toString(start()));
            }
            return "jdbc:postgresql://127.0.0.1:" + System.getProperty(PORT) + "/" + database;
        }
    }

    static void makeDatabase(String name, String setUp) {
        execute("postgres", "CREATE DATABASE " + name);
        execute(name, setUp);
    }

    private static void execute(String database, String sql) {
        try (Connection connection = DriverManager.getConnection(url(database), "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static int start() {
        try {
            return EmbeddedPostgres.builder().setServerConfig("listen_addresses", "127.0.0.1").start().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL does not start", e);
        }
    }
}
