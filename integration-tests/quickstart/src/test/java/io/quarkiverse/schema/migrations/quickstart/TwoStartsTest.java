package io.quarkiverse.schema.migrations.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import io.quarkus.test.junit.main.QuarkusMainTest;

@QuarkusMainTest
@TestProfile(TwoStartsTest.Profile.class)
class TwoStartsTest {

    static final String FILE = "two-starts.db";

    public static class Profile extends OwnDatabaseFile {
        public Profile() {
            super(FILE);
        }
    }

    @BeforeEach
    void begin_without_a_database() {
        OwnDatabaseFile.delete(FILE);
    }

    @Test
    void the_first_start_applies_every_migration_and_the_second_none(QuarkusMainLauncher shop) throws IOException {
        LaunchResult first = shop.launch();
        LaunchResult second = shop.launch();

        assertThat(first.exitCode()).isZero();
        assertThat(ShopOutput.appliedIds(first.getOutputStream())).containsExactlyElementsOf(MigrationFiles.ids());
        assertThat(ShopOutput.bestSellers(first.getOutputStream())).isEqualTo(BEST_SELLERS);

        assertThat(second.exitCode()).isZero();
        assertThat(ShopOutput.appliedIds(second.getOutputStream())).isEmpty();
        assertThat(second.getOutputStream()).contains("The schema is current.");
        assertThat(ShopOutput.bestSellers(second.getOutputStream())).isEqualTo(BEST_SELLERS);
    }

    static final List<String> BEST_SELLERS = List.of(
            "Assam; second flush 15",
            "Earl Grey 10",
            "Rooibos 9",
            "Sencha 8",
            "Gunpowder 5");
}
