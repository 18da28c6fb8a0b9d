package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.StartProgress;
import io.quarkiverse.schema.migrations.Target;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;

class MetricsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .dataSource("broken")
            .dataSource("off")
            .script("db/migrations/1.up.sql", "create table a (id int);")
            .script("db/migrations/1.down.sql", "drop table a;")
            .script("db/migrations/2.up.sql", "create table b (id int);")
            .script("db/migrations/2.down.sql", "drop table b;")
            .script("db/broken/migrations/1.sql", "create table c (id int);")
            .script("db/broken/migrations/2.sql", "insert into nowhere values (1);")
            .script("db/off/migrations/1.sql", "create table d (id int);")
            .config("quarkus.schema-migrations.\"broken\".start", "background")
            .config("quarkus.schema-migrations.\"off\".active", "false")
            .starts()
            .setForcedDependencies(List.of(
                    Dependency.of("io.quarkus", "quarkus-micrometer-registry-prometheus", Version.getVersion())));

    @Inject
    SchemaMigrations migrations;

    @Inject
    @MigrationSetName("broken")
    StartProgress broken;

    private static String metrics() {
        return RestAssured.get("/q/metrics").then().statusCode(200).extract().asString();
    }

    @Test
    void tells_what_is_applied_and_pending_and_how_long_each_migration_took() throws InterruptedException {
        for (int i = 0; i < 500 && broken.state() == StartProgress.State.MIGRATING; i++) {
            Thread.sleep(20);
        }
        assertThat(metrics()).contains(
                "schema_migrations_applied{set=\"<default>\"} 2.0",
                "schema_migrations_pending{set=\"<default>\"} 0.0",
                "schema_migrations_applied{set=\"broken\"} 1.0",
                "schema_migrations_pending{set=\"broken\"} 1.0",
                "schema_migrations_step_seconds_count{direction=\"up\",outcome=\"success\",set=\"<default>\"} 2",
                "schema_migrations_step_seconds_count{direction=\"up\",outcome=\"success\",set=\"broken\"} 1",
                "schema_migrations_step_seconds_count{direction=\"up\",outcome=\"failure\",set=\"broken\"} 1")
                .doesNotContain("set=\"off\"", "schema_migrations_lock_wait");

        migrations.rollback(Target.last());

        assertThat(metrics()).contains(
                "schema_migrations_applied{set=\"<default>\"} 1.0",
                "schema_migrations_pending{set=\"<default>\"} 1.0",
                "schema_migrations_step_seconds_count{direction=\"down\",outcome=\"success\",set=\"<default>\"} 1");

        migrations.migrate();

        assertThat(metrics()).contains(
                "schema_migrations_pending{set=\"<default>\"} 0.0",
                "schema_migrations_step_seconds_count{direction=\"up\",outcome=\"success\",set=\"<default>\"} 3");
    }
}
