package io.quarkiverse.schema.migrations.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.quarkiverse.schema.migrations.servers.Database;
import io.quarkiverse.schema.migrations.servers.Server;

/** The servers that the applications are measured on. */
enum TestedServer {
    POSTGRESQL(Server.POSTGRESQL, "postgresql"),
    MYSQL(Server.MYSQL, "mysql");

    private final Server server;
    private final String kind;

    TestedServer(Server server, String kind) {
        this.server = server;
        this.kind = kind;
    }

    /** The kind of a datasource. */
    String kind() {
        return kind;
    }

    /** How tables call it; MySQL's driver may meet a MariaDB. */
    String title() {
        return this == POSTGRESQL ? "PostgreSQL" : server.named().isPresent() ? "MySQL" : "MariaDB, MySQL's driver";
    }

    /** An empty database; the next one of its name replaces it. */
    Database empty(String name) {
        return server.empty(name);
    }

    static void execute(Database database, List<String> statements) {
        try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static long count(Database database, String table) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean hasTable(Database database, String name) {
        try (Connection connection = connect(database);
                ResultSet tables = connection.getMetaData().getTables(connection.getCatalog(), null, "%", null)) {
            while (tables.next()) {
                if (tables.getString("TABLE_NAME").equalsIgnoreCase(name)) {
                    return true;
                }
            }
            return false;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }
}
