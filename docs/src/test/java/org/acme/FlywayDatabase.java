package org.acme;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

/** Leaves behind what Flyway does when it has migrated. */
final class FlywayDatabase {

    /** What Flyway makes of the first script of the scenario {@code other-tool}. */
    private static final int CHECKSUM = 562957637;

    private FlywayDatabase() {
    }

    static void with(DataSource database, String... versions) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE book (id INTEGER PRIMARY KEY, title TEXT NOT NULL)");
            statement.executeUpdate("CREATE TABLE flyway_schema_history (installed_rank INT NOT NULL PRIMARY KEY,"
                    + " version VARCHAR(50), description VARCHAR(200) NOT NULL, type VARCHAR(20) NOT NULL,"
                    + " script VARCHAR(1000) NOT NULL, checksum INT, installed_by VARCHAR(100) NOT NULL,"
                    + " installed_on TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')), execution_time INT NOT NULL,"
                    + " success BOOLEAN NOT NULL)");
            int rank = 0;
            for (String version : versions) {
                statement.executeUpdate("INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
                        + " checksum, installed_by, execution_time, success) VALUES (" + ++rank + ", '" + version
                        + "', 'books', 'SQL', 'V" + version + "__books.sql', " + CHECKSUM + ", '', 3, 1)");
            }
        }
    }
}
