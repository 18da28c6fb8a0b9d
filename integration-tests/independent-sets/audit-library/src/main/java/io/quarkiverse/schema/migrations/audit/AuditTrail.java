package io.quarkiverse.schema.migrations.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/**
 * Who did what.
 *
 * @param dataSource the database that the schema of this library is in
 */
public record AuditTrail(DataSource dataSource) {

    /** Adds an entry. */
    public void add(String who, String what) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO audit_entry (who, what) VALUES (?, ?)")) {
            insert.setString(1, who);
            insert.setString(2, what);
            insert.executeUpdate();
        }
    }

    /** All entries, the oldest first. */
    public List<String> entries() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT who || ' ' || what FROM audit_entry ORDER BY id")) {
            List<String> entries = new ArrayList<>();
            while (rows.next()) {
                entries.add(rows.getString(1));
            }
            return entries;
        }
    }
}
