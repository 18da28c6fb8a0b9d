package io.quarkiverse.schema.migrations.testing.catalog;

import java.sql.Connection;
import java.sql.SQLException;

import io.quarkiverse.schema.migrations.testing.schema.Schema;

/** What a database knows of its schema. */
public interface Catalog {

    /** The catalog of the database that a connection leads to. */
    static Catalog of(Connection connection) throws SQLException {
        return switch (Kind.of(connection)) {
            case SQLITE -> new SqliteCatalog(connection);
            case POSTGRESQL -> new PostgresqlCatalog(connection);
            case MYSQL, MARIADB -> new MysqlCatalog(connection);
        };
    }

    /** All that is there but the histories of migration sets. */
    Schema schema() throws SQLException;

    /** An identifier in quotes; a name with its schema before a dot, in two pairs. */
    String quoted(String name);
}
