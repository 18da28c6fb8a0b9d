package io.quarkiverse.schema.migrations.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.servers.OnServer;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainIntegrationTest;
import io.quarkus.test.junit.main.QuarkusMainLauncher;

/** The packaged application: its jar, or its native executable. */
@QuarkusMainIntegrationTest
@TestProfile(OnServer.Mariadb.class)
class TwoStartsIT {

    @Test
    void the_first_start_applies_every_migration_and_the_second_none(QuarkusMainLauncher library) {
        LaunchResult first = library.launch();
        LaunchResult second = library.launch();

        assertThat(first.exitCode()).as(first.getOutput()).isZero();
        assertThat(first.getOutput()).contains("3 migrations applied", "Solaris: 2 loans",
                "The Left Hand of Darkness: 1 loans");
        assertThat(second.exitCode()).as(second.getOutput()).isZero();
        assertThat(second.getOutput()).contains("The schema is current", "The Left Hand of Darkness: 2 loans")
                .doesNotContain("Applied '");
    }
}
