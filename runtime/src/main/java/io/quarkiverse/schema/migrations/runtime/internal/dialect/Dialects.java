package io.quarkiverse.schema.migrations.runtime.internal.dialect;

import java.sql.Connection;
import java.sql.SQLException;

import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.mysql.MysqlDialect;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.postgresql.PostgresqlDialect;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.sqlite.SqliteDialect;

/** Finds the dialect of the server that answers. */
public final class Dialects {

    private Dialects() {
    }

    /**
     * The dialect of the database behind a connection, by what the driver knows already.
     *
     * @throws DatabaseException when the database is none of those that can be migrated
     */
    public static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        if (product.equals("SQLite")) {
            return new SqliteDialect();
        }
        if (product.equals("PostgreSQL")) {
            return new PostgresqlDialect();
        }
        if (product.equals("MySQL") || product.equals("MariaDB")) {
            return new MysqlDialect(connection.getMetaData().getDatabaseProductVersion());
        }
        throw new DatabaseException("Schemas of the database '" + product
                + "' cannot be migrated: there are dialects for SQLite, PostgreSQL, MySQL and MariaDB", null);
    }
}
