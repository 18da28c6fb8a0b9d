package io.quarkiverse.schema.migrations.testing.catalogue;

import java.sql.Connection;
import java.sql.SQLException;

import io.quarkiverse.schema.migrations.testing.schema.ForeignKey;
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

    /** How many rows of a table hold a foreign key that leads nowhere, whether the database enforces the key or not. */
    default int orphans(Connection connection, String table, ForeignKey key) throws SQLException {
        StringBuilder match = new StringBuilder();
        StringBuilder complete = new StringBuilder();
        for (int i = 0; i < key.columns().size(); i++) {
            String column = "child." + quoted(key.columns().get(i));
            complete.append(i == 0 ? "" : " AND ").append(column).append(" IS NOT NULL");
            match.append(i == 0 ? "" : " AND ").append("parent.").append(quoted(key.referencedColumns().get(i))).append(" = ")
                    .append(column);
        }
        String sql = "SELECT count(*) FROM " + quoted(table) + " child WHERE " + complete + " AND NOT EXISTS (SELECT 1 FROM "
                + quoted(key.referencedTable()) + " parent WHERE " + match + ")";
        return Integer.parseInt(Rows.of(connection, sql).get(0).text(1));
    }
}
