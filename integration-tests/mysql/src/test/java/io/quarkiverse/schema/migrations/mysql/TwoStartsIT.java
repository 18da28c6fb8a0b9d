package io.quarkiverse.schema.migrations.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.servers.OnServer;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainIntegrationTest;
import io.quarkus.test.junit.main.QuarkusMainLauncher;

/** The packaged application: its jar, or its native executable. */
@QuarkusMainIntegrationTest
@TestProfile(OnServer.Mysql.class)
class TwoStartsIT {

    @Test
    void the_first_start_applies_every_migration_and_the_second_none(QuarkusMainLauncher stock) {
        LaunchResult first = stock.launch();
        LaunchResult second = stock.launch();

        assertThat(first.exitCode()).as(first.getOutput()).isZero();
        assertThat(first.getOutput()).contains("4 migrations applied", "Teapot: 3 left", "Strainer: 8 left");
        assertThat(second.exitCode()).as(second.getOutput()).isZero();
        assertThat(second.getOutput()).contains("The schema is current", "Teapot: 2 left").doesNotContain("Applied '");
    }
}
