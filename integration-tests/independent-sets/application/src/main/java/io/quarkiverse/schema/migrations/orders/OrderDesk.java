package io.quarkiverse.schema.migrations.orders;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.audit.AuditTrail;
import io.quarkiverse.schema.migrations.billing.Ledger;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Takes an order: one table of its own, and the tables of two libraries, in one database. */
@QuarkusMain
public class OrderDesk implements QuarkusApplication {

    private final DataSource dataSource;
    private final AuditTrail audit;
    private final Ledger ledger;

    OrderDesk(DataSource dataSource) {
        this.dataSource = dataSource;
        this.audit = new AuditTrail(dataSource);
        this.ledger = new Ledger(dataSource);
    }

    @Override
    public int run(String... args) throws SQLException {
        order("Ada", "Compass", 1250);
        // The console is this application's user interface.
        System.out.println(String.join("\n", audit.entries()));
        System.out.println("Ada owes " + ledger.total("Ada"));
        return 0;
    }

    private void order(String customer, String title, int cents) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO orders (title, customer) VALUES (?, ?)")) {
            insert.setString(1, title);
            insert.setString(2, customer);
            insert.executeUpdate();
        }
        ledger.charge(customer, cents);
        audit.add(customer, "ordered a " + title);
    }
}
