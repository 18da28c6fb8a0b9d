package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a session is like where a script begins, and what the database's own shell would have of it. */
final class ShellSession {

    /** MariaDB's driver asks for this mode at every login; without it {@code count (a INT)} is a table with a column. */
    private static final String OF_DRIVER = "IGNORE_SPACE";
    /** Those modes that it is a part of stay whole; and a server that has it gives it to its shell as well. */
    private static final String WITHOUT = "SET SESSION sql_mode = IF(FIND_IN_SET('" + OF_DRIVER + "', @@GLOBAL.sql_mode)"
            + " OR @@SESSION.sql_mode REGEXP '(^|,)(ANSI|DB2|MAXDB|MSSQL|ORACLE|POSTGRESQL)(,|$)', @@SESSION.sql_mode,"
            + " REPLACE(@@SESSION.sql_mode, '" + OF_DRIVER + "', ''))";

    /** Ends a query whose rows are all wanted: {@code sql_select_limit} does not hold for one that has a limit of its own. */
    static final String ALL_ROWS = " LIMIT 18446744073709551615";

    private ShellSession() {
    }

    /** All rows of a query. */
    static ResultSet allRows(Statement statement, String query) throws SQLException {
        statement.setMaxRows(0);
        return statement.executeQuery(query + ALL_ROWS);
    }

    /** What it says about how to read a script. */
    static Map<String, String> facts(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@SESSION.sql_mode, @@GLOBAL.sql_mode,"
                        + " @@SESSION.character_set_client, HEX(_binary '€ä')")) {
            row.next();
            return Map.of("sql_mode", row.getString(1), "global sql_mode", row.getString(2), "character_set_client",
                    row.getString(3), "bytes", row.getString(4));
        }
    }

    /** What takes back a mode that the driver has switched on and nothing else has; empty where it does not do so. */
    static Optional<String> withoutModeOfDriver(Connection connection) throws SQLException {
        DatabaseMetaData driver = connection.getMetaData();
        boolean switchedOn = driver.getDriverName().startsWith("MariaDB Connector")
                && !String.valueOf(driver.getURL()).toUpperCase(Locale.ROOT).contains(OF_DRIVER);
        return switchedOn ? Optional.of(WITHOUT) : Optional.empty();
    }

    /**
     * The database that the connection is in; empty when in none. A driver knows it as catalog or schema, by its properties.
     */
    static Optional<String> database(Connection connection) throws SQLException {
        String schema = connection.getSchema();
        if (schema != null && !schema.isEmpty()) {
            return Optional.of(schema);
        }
        String catalog = connection.getCatalog();
        // MariaDB's driver has one catalog where databases are schemas
        boolean inNone = catalog == null || catalog.isEmpty()
                || catalog.equals("def") && String.valueOf(connection.getMetaData().getURL()).contains("useCatalogTerm");
        return inNone ? Optional.empty() : Optional.of(catalog);
    }
}
