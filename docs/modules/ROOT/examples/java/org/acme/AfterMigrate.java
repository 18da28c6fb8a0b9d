package org.acme;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkus.agroal.DataSource;

@ApplicationScoped
@MigrationSetName("moved") // not needed in the default set
public class AfterMigrate implements MigrationListener {

    private final AgroalDataSource dataSource;

    AfterMigrate(@DataSource("moved") AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public void afterRun(RunReport report) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE");
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot update the statistics", e);
        }
    }
}
