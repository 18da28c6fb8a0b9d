package io.quarkiverse.schema.migrations.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.servers.OnServer;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainIntegrationTest;
import io.quarkus.test.junit.main.QuarkusMainLauncher;

/** The packaged application: its jar, or its native executable. */
@QuarkusMainIntegrationTest
@TestProfile(OnServer.Postgresql.class)
class TwoStartsIT {

    @Test
    void the_first_start_applies_every_migration_and_the_second_none(QuarkusMainLauncher weather) {
        LaunchResult first = weather.launch();
        LaunchResult second = weather.launch();

        assertThat(first.exitCode()).as(first.getOutput()).isZero();
        assertThat(first.getOutput()).contains("4 migrations applied", "Zugspitze -21.4", "Helgoland -1.5");
        assertThat(second.exitCode()).as(second.getOutput()).isZero();
        assertThat(second.getOutput()).contains("The schema is current", "Zugspitze -21.4").doesNotContain("Applied '");
    }
}
