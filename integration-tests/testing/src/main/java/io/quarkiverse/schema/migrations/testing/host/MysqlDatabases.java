package io.quarkiverse.schema.migrations.testing.host;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.testing.catalog.Kind;
import io.quarkiverse.schema.migrations.testing.catalog.ServerUrl;

/** Databases on a MySQL or MariaDB. */
final class MysqlDatabases implements Databases {

    private final Kind kind;
    private final ServerUrl url;
    private final String user;
    private final String password;

    /** @param url a database that is there, or none; what is made has its collation */
    MysqlDatabases(Kind kind, ServerUrl url, String user, String password) {
        this.kind = kind;
        this.url = url;
        this.user = user;
        this.password = password;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    private DataSource server() {
        return dataSource(url.name());
    }

    static String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    @Override
    public void create(String name) throws SQLException {
        try (Connection connection = server().getConnection()) {
            create(connection, name, url.name());
        }
    }

    private static void create(Connection connection, String name, String like) throws SQLException {
        List<String> collation = Sql.column(connection,
                "SELECT default_collation_name FROM information_schema.schemata WHERE schema_name = " + Sql.text(like));
        Sql.run(connection, "CREATE DATABASE " + quoted(name) + (collation.isEmpty() ? "" : " COLLATE " + collation.get(0)));
    }

    @Override
    public void copy(String from, String to) throws SQLException {
        try (Connection connection = server().getConnection()) {
            create(connection, to, from);
            new MysqlCopy(connection, from, to).run();
        }
    }

    @Override
    public void drop(String name) throws SQLException {
        Sql.run(server(), "DROP DATABASE IF EXISTS " + quoted(name));
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
