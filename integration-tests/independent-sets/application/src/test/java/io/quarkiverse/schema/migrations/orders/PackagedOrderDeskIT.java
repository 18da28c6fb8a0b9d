package io.quarkiverse.schema.migrations.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainIntegrationTest;
import io.quarkus.test.junit.main.QuarkusMainLauncher;

@QuarkusMainIntegrationTest
@TestProfile(PackagedOrderDeskIT.OneFile.class)
class PackagedOrderDeskIT {

    private static final Path FILE = Path.of("target", "packaged-orders.db").toAbsolutePath();

    /** A launcher makes a profile anew at every launch, so this one has to remember nothing. */
    public static class OneFile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("database.file", FILE.toString());
        }
    }

    @BeforeEach
    void begin_without_a_database() throws IOException {
        Files.deleteIfExists(FILE);
    }

    @Test
    void uses_the_tables_of_its_libraries_at_the_first_start_and_at_the_second(QuarkusMainLauncher launcher) {
        LaunchResult first = launcher.launch();
        LaunchResult second = launcher.launch();

        assertThat(first.exitCode()).as(first.getOutput()).isZero();
        assertThat(first.getOutput()).contains("Ada ordered a Compass", "Ada owes 1250");
        assertThat(second.getOutput()).contains("Ada owes 2500");
    }
}
