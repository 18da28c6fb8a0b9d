package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Drops everything in a database of MySQL or MariaDB, and leaves the database itself. Each drop is final. */
final class MysqlCleaner {

    private static final String OBJECTS = """
            SELECT 'EVENT', EVENT_NAME, 1 AS place FROM information_schema.EVENTS WHERE EVENT_SCHEMA = %1$s
            UNION ALL
            SELECT ROUTINE_TYPE, ROUTINE_NAME, 2 FROM information_schema.ROUTINES
             WHERE ROUTINE_SCHEMA = %1$s AND ROUTINE_TYPE IN ('PROCEDURE', 'FUNCTION')
            UNION ALL
            SELECT 'VIEW', TABLE_NAME, 3 FROM information_schema.TABLES WHERE TABLE_SCHEMA = %1$s AND TABLE_TYPE = 'VIEW'
            UNION ALL
            SELECT 'TABLE', TABLE_NAME, 4 FROM information_schema.TABLES
             WHERE TABLE_SCHEMA = %1$s AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')
            UNION ALL
            SELECT 'SEQUENCE', TABLE_NAME, 5 FROM information_schema.TABLES
             WHERE TABLE_SCHEMA = %1$s AND TABLE_TYPE = 'SEQUENCE'
             ORDER BY place, 2""";

    private final Connection connection;
    private final String database;

    MysqlCleaner(Connection connection, String database) {
        this.connection = connection;
        this.database = database;
    }

    private record Dropped(String kind, String name) {
    }

    /** The session is retired afterwards, so nothing needs to be set back. */
    List<String> clean() throws SQLException {
        List<String> dropped = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            // or else the order in which tables refer to each other would count
            statement.execute("SET SESSION foreign_key_checks = 0");
            for (Dropped object : objects(statement)) {
                statement.execute("DROP " + object.kind() + " IF EXISTS " + MysqlText.quoted(database) + "."
                        + MysqlText.quoted(object.name()));
                dropped.add(object.kind().toLowerCase(Locale.ROOT) + " " + object.name());
            }
        }
        return dropped;
    }

    private List<Dropped> objects(Statement statement) throws SQLException {
        List<Dropped> objects = new ArrayList<>();
        try (ResultSet rows = ShellSession.allRows(statement, OBJECTS.formatted(MysqlText.literal(database)))) {
            while (rows.next()) {
                objects.add(new Dropped(rows.getString(1), rows.getString(2)));
            }
        }
        return objects;
    }
}
