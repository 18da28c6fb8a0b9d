package io.quarkiverse.schema.migrations.testing.host;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.testing.catalog.Kind;
import io.quarkiverse.schema.migrations.testing.catalog.ServerUrl;

/** Databases on a PostgreSQL; the server copies a template's files. */
final class PostgresqlDatabases implements Databases {

    private static final String IN_USE = "55006";
    private static final int TRIES = 20;

    private final ServerUrl url;
    private final String user;
    private final String password;

    /** @param url a database that is there, and that none of these is */
    PostgresqlDatabases(ServerUrl url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    @Override
    public Kind kind() {
        return Kind.POSTGRESQL;
    }

    /** Leads to another database. */
    DataSource server() {
        return new DriverDataSource(url.with(url.name()), user, password);
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public void create(String name) throws SQLException {
        Sql.run(server(), "CREATE DATABASE " + quoted(name));
    }

    @Override
    public void copy(String from, String to) throws SQLException {
        try (Connection connection = server().getConnection()) {
            copyWhenFree(connection, from, to);
            for (String setting : settings(connection, from)) {
                Sql.run(connection, "ALTER DATABASE " + quoted(to) + " SET " + setting);
            }
        }
    }

    /** A connection that was closed may take the server a moment to forget. */
    private static void copyWhenFree(Connection connection, String from, String to) throws SQLException {
        for (int tries = 1;; tries++) {
            try {
                Sql.run(connection, "CREATE DATABASE " + quoted(to) + " TEMPLATE " + quoted(from));
                return;
            } catch (SQLException e) {
                if (!IN_USE.equals(e.getSQLState()) || tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** What is set for a database is in no database, so it is not copied. */
    private static List<String> settings(Connection connection, String name) throws SQLException {
        return Sql.column(connection, "SELECT split_part(c, '=', 1) || ' = ' || CASE WHEN split_part(c, '=', 1)"
                + " IN ('search_path', 'DateStyle', 'temp_tablespaces', 'session_preload_libraries', 'local_preload_libraries')"
                + " THEN substr(c, strpos(c, '=') + 1) ELSE quote_literal(substr(c, strpos(c, '=') + 1)) END"
                + " FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase, unnest(s.setconfig) c"
                + " WHERE s.setrole = 0 AND d.datname = " + Sql.text(name));
    }

    @Override
    public void drop(String name) throws SQLException {
        Sql.run(server(), "DROP DATABASE IF EXISTS " + quoted(name) + " WITH (FORCE)");
    }

    @Override
    public DataSource dataSource(String name) {
        return new DriverDataSource(url.with(name), user, password);
    }

    @Override
    public void close() {
        // nothing is held
    }
}
