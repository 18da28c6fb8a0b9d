package io.quarkiverse.schema.migrations.testing.catalogue;

import java.sql.Connection;
import java.sql.SQLException;

import io.quarkiverse.schema.migrations.testing.schema.Schema;

/** What a database knows of its schema. */
public interface Catalogue {

    /** The catalogue of the database that a connection leads to. */
    static Catalogue of(Connection connection) throws SQLException {
        return switch (Kind.of(connection)) {
            case SQLITE -> new SqliteCatalogue(connection);
            case POSTGRESQL -> new PostgresqlCatalogue(connection);
            case MYSQL, MARIADB -> new MysqlCatalogue(connection);
        };
    }

    /** All that is there but the histories of migration sets. */
    Schema schema() throws SQLException;

    /** An identifier in quotes; a name with its schema before a dot, in two pairs. */
    String quoted(String name);
}
