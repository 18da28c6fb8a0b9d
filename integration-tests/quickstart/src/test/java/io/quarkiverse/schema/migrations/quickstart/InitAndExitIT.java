package io.quarkiverse.schema.migrations.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainIntegrationTest;
import io.quarkus.test.junit.main.QuarkusMainLauncher;

/** A packaged application that has a main method of its own is migrated, and ends before that method runs. */
@QuarkusMainIntegrationTest
@TestProfile(InitAndExitIT.Profile.class)
class InitAndExitIT {

    private static final String FILE = Path.of("target", "init-and-exit-" + System.nanoTime() + ".db").toAbsolutePath()
            .toString();

    public static class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("shop.file", FILE, "quarkus.init-and-exit", "true");
        }
    }

    @Test
    void migrates_and_does_not_run_the_application(QuarkusMainLauncher launcher) throws SQLException {
        LaunchResult result = launcher.launch();

        assertThat(result.exitCode()).isZero();
        assertThat(result.getOutput()).doesNotContain("Best-selling products");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + FILE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*), count(DISTINCT state) FROM schema_migrations_history")) {
            assertThat(row.getInt(1)).isPositive();
            assertThat(row.getInt(2)).isOne();
        }
    }
}
