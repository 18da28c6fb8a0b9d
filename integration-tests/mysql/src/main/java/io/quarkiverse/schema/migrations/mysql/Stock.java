package io.quarkiverse.schema.migrations.mysql;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.StartProgress;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Sells a teapot and tells what is left. The schema is current by the time {@link #run} is called. */
@QuarkusMain
public class Stock implements QuarkusApplication {

    private final DataSource dataSource;
    private final StartProgress audit;

    Stock(DataSource dataSource, @MigrationSetName("audit-log") StartProgress audit) {
        this.dataSource = dataSource;
        this.audit = audit;
    }

    @Override
    public int run(String... args) throws SQLException, InterruptedException {
        while (audit.state() == StartProgress.State.MIGRATING) {
            Thread.sleep(10);
        }
        if (audit.state() != StartProgress.State.UNTOUCHED) {
            System.out.println("Audit log: " + audit.state());
        }
        try (Connection connection = dataSource.getConnection();
                CallableStatement sell = connection.prepareCall("{CALL sell(1, 1)}");
                Statement statement = connection.createStatement()) {
            sell.execute();
            try (ResultSet products = statement.executeQuery("SELECT name, stock FROM product ORDER BY id")) {
                while (products.next()) {
                    // The console is this application's user interface.
                    System.out.printf("%s: %d left%n", products.getString(1), products.getInt(2));
                }
            }
        }
        return 0;
    }
}
