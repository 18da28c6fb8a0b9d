package io.quarkiverse.schema.migrations.runtime.internal.dialect.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

import io.quarkiverse.schema.migrations.error.DatabaseException;

/** Recognises servers whose locks by name do not keep the clients of other servers out. */
final class Cluster {

    private Cluster() {
    }

    /** @throws DatabaseException when another server takes writes to the same data */
    static void refuse(Connection connection) throws SQLException {
        String galera = value(connection, "SHOW GLOBAL STATUS LIKE 'wsrep_cluster_size'");
        if (!galera.isEmpty() && Long.parseLong(galera) > 1) {
            throw new DatabaseException("The server is a node of a Galera cluster of " + galera + ", where GET_LOCK holds on"
                    + " one node only, so that two runners on two nodes would migrate at once. Nothing was run."
                    + " Migrate while the node is alone in its cluster, and let the others join afterwards", null);
        }
        String group = value(connection, "SHOW GLOBAL VARIABLES LIKE 'group_replication_single_primary_mode'");
        if (group.toUpperCase(Locale.ROOT).equals("OFF")) {
            throw new DatabaseException("The server is a member of a replication group with several primaries, where GET_LOCK"
                    + " holds on one member only, so that two runners on two members would migrate at once. Nothing was run."
                    + " Switch the group to a single primary to migrate", null);
        }
    }

    private static String value(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(2) : "";
        }
    }
}
