package io.quarkiverse.schema.migrations.testing.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** The databases that there are readers for; the name in lower case is Quarkus's kind. */
public enum Kind {
    SQLITE,
    POSTGRESQL,
    MYSQL,
    MARIADB;

    /** What a connection leads to; MySQL's driver may meet a MariaDB. */
    public static Kind of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        return switch (product) {
            case "sqlite" -> SQLITE;
            case "postgresql" -> POSTGRESQL;
            case "mysql", "mariadb" -> connection.getMetaData().getDatabaseProductVersion().toLowerCase(Locale.ROOT)
                    .contains("mariadb") ? MARIADB : MYSQL;
            default -> throw new IllegalArgumentException(
                    "'" + product + "' is none of the databases that can be migrated: SQLite, PostgreSQL, MySQL, MariaDB");
        };
    }

    /** As in configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
