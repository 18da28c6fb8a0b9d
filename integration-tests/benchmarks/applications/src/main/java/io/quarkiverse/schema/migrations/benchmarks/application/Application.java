package io.quarkiverse.schema.migrations.benchmarks.application;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * Runs one statement as soon as it has started, so that loading the driver and connecting cost the same whatever else the
 * application does, and says what its process has needed by then.
 */
@QuarkusMain
public class Application implements QuarkusApplication {

    private final DataSource dataSource;

    Application(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public int run(String... args) throws SQLException, IOException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1")) {
            row.next();
        }
        // The console is this application's user interface.
        System.out.println(ProcessCost.readyLine());
        return 0;
    }
}
