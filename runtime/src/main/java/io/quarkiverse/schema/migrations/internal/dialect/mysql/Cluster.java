package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import io.quarkiverse.schema.migrations.error.DatabaseException;

/** Recognises servers whose locks by name do not keep the clients of other servers out. */
final class Cluster {

    private static final String GALERA = "SELECT VARIABLE_NAME, VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS"
            + " WHERE VARIABLE_NAME = 'wsrep_cluster_size'";
    /** MariaDB has no such groups. */
    private static final String GALERA_OR_GROUP = "SELECT VARIABLE_NAME, VARIABLE_VALUE FROM performance_schema.global_status"
            + " WHERE VARIABLE_NAME = 'wsrep_cluster_size' UNION ALL SELECT VARIABLE_NAME, VARIABLE_VALUE"
            + " FROM performance_schema.global_variables WHERE VARIABLE_NAME = 'group_replication_single_primary_mode'";

    private Cluster() {
    }

    /** @throws DatabaseException when another server takes writes to the same data */
    static void refuse(Connection connection, Product product) throws SQLException {
        Map<String, String> values = values(connection, product == Product.MARIADB ? GALERA : GALERA_OR_GROUP);
        String galera = values.getOrDefault("WSREP_CLUSTER_SIZE", "");
        if (!galera.isEmpty() && Long.parseLong(galera) > 1) {
            throw new DatabaseException("The server is a node of a Galera cluster of " + galera + ", where GET_LOCK holds on"
                    + " one node only, so that two processes on two nodes would migrate at once. Nothing was run."
                    + " Migrate while the node is alone in its cluster, and let the others join afterwards", null);
        }
        String group = values.getOrDefault("GROUP_REPLICATION_SINGLE_PRIMARY_MODE", "");
        if (group.toUpperCase(Locale.ROOT).equals("OFF")) {
            throw new DatabaseException("The server is a member of a replication group with several primaries, where GET_LOCK"
                    + " holds on one member only, so that two processes on two members would migrate at once. Nothing was run."
                    + " Switch the group to a single primary to migrate", null);
        }
    }

    private static Map<String, String> values(Connection connection, String query) throws SQLException {
        Map<String, String> values = new HashMap<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = ShellSession.allRows(statement, query)) {
            while (rows.next()) {
                values.put(rows.getString(1).toUpperCase(Locale.ROOT), rows.getString(2));
            }
        }
        return values;
    }
}
