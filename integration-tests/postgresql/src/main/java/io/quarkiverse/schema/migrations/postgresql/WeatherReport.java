package io.quarkiverse.schema.migrations.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.StartProgress;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Tells how cold it was. The schema is current by the time {@link #run} is called. */
@QuarkusMain
public class WeatherReport implements QuarkusApplication {

    private final DataSource dataSource;
    private final StartProgress audit;

    WeatherReport(DataSource dataSource, @MigrationSetName("audit-log") StartProgress audit) {
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
                Statement statement = connection.createStatement();
                ResultSet stations = statement
                        .executeQuery("SELECT name, coldest FROM station WHERE coldest IS NOT NULL ORDER BY coldest")) {
            while (stations.next()) {
                // The console is this application's user interface.
                System.out.printf("%s %s%n", stations.getString(1), stations.getBigDecimal(2));
            }
        }
        return 0;
    }
}
