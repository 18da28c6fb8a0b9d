package io.quarkiverse.schema.migrations.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Tells how cold it was. The schema is current by the time {@link #run} is called. */
@QuarkusMain
public class WeatherReport implements QuarkusApplication {

    private final DataSource dataSource;

    WeatherReport(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public int run(String... args) throws SQLException {
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
