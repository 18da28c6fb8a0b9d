package io.quarkiverse.schema.migrations.postgresql;

import java.util.List;

import io.quarkiverse.schema.migrations.servers.OnServer;
import io.quarkiverse.schema.migrations.testing.MigrationSuite;
import io.quarkiverse.schema.migrations.testing.TestData;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** The migrations of the application, on its own database. */
@QuarkusTest
@TestProfile(OnServer.Postgresql.class)
class WeatherMigrationsTest extends MigrationSuite {

    @Override
    protected TestData data() {
        return TestData.none().keeping("station", "id", "name", "metres");
    }

    @Override
    protected List<String> releases() {
        return List.of("2026-02-03-1000_readings");
    }
}
