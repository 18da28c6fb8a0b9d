package io.quarkiverse.schema.migrations.mysql;

import static io.quarkiverse.schema.migrations.testing.assertion.MigrationAssertions.assertThat;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.servers.OnServer;
import io.quarkiverse.schema.migrations.testing.MigratedDatabase;
import io.quarkiverse.schema.migrations.testing.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(OnServer.Mysql.class)
@MigratedDatabase
class FreshShopTest {

    @Inject
    DataSource dataSource;

    @Inject
    SchemaMigrations migrations;

    @RepeatedTest(2)
    void each_test_begins_with_what_the_start_of_the_application_has_made(TestDatabase database) {
        assertThat(dataSource).hasRowCount("sale", 2).hasIntactForeignKeys();
        assertThat(migrations).isUpToDate().isValid();

        database.execute("DELETE FROM sale");

        assertThat(dataSource).hasRowCount("sale", 0);
    }

    @Test
    @MigratedDatabase(before = "2026-03-15-0700_first_sales")
    void the_application_is_taken_to_a_break_point_and_goes_on() {
        assertThat(dataSource).hasRowCount("sale", 0);

        migrations.migrate();

        assertThat(dataSource).hasRowCount("sale", 2);
    }
}
