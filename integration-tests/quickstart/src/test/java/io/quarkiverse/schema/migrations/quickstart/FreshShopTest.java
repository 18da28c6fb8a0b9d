package io.quarkiverse.schema.migrations.quickstart;

import static io.quarkiverse.schema.migrations.testing.assertion.MigrationAssertions.assertThat;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.testing.MigratedDatabase;
import io.quarkiverse.schema.migrations.testing.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(FreshShopTest.Profile.class)
@MigratedDatabase
class FreshShopTest {

    public static class Profile extends OwnDatabaseFile {
        public Profile() {
            super("fresh-shop-test.db");
            delete("fresh-shop-test.db");
        }
    }

    @Inject
    DataSource dataSource;

    @Inject
    SchemaMigrations migrations;

    @RepeatedTest(2)
    void each_test_begins_with_what_the_start_of_the_application_has_made(TestDatabase database) {
        assertThat(dataSource).hasRowCount("stock", 8).hasIntactForeignKeys();
        assertThat(migrations).isUpToDate().isValid();

        database.execute("DELETE FROM stock");

        assertThat(dataSource).hasRowCount("stock", 0);
    }

    @Test
    @MigratedDatabase(before = "2023-06-20-1400_stock")
    void the_application_is_taken_to_a_break_point_and_goes_on() {
        assertThat(dataSource).doesNotHaveTable("stock");

        migrations.migrate();

        assertThat(migrations).isUpToDate();
    }
}
