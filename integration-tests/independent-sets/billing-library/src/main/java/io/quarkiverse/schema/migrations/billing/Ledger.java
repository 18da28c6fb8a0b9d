package io.quarkiverse.schema.migrations.billing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import javax.sql.DataSource;

/**
 * What customers have to pay.
 *
 * @param dataSource the database that the schema of this library is in
 */
public record Ledger(DataSource dataSource) {

    /** Charges a customer. */
    public void charge(String customer, int cents) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection
                        .prepareStatement("INSERT INTO billing_order (customer, cents) VALUES (?, ?)")) {
            insert.setString(1, customer);
            insert.setInt(2, cents);
            insert.executeUpdate();
        }
    }

    /** What a customer has to pay in all. */
    public int total(String customer) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection
                        .prepareStatement("SELECT COALESCE(SUM(cents), 0) FROM billing_order WHERE customer = ?")) {
            select.setString(1, customer);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
