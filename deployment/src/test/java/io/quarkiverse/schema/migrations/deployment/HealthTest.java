package io.quarkiverse.schema.migrations.deployment;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;

import java.util.List;

import jakarta.inject.Inject;

import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.StartProgress;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;

class HealthTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .dataSource("broken")
            .dataSource("idle")
            .dataSource("off")
            .script("db/migrations/1.sql", "create table a (id int);")
            .script("db/broken/migrations/1.sql", "insert into nowhere values ('secret');")
            .script("db/idle/migrations/1.sql", "create table b (id int);")
            .script("db/off/migrations/1.sql", "create table c (id int);")
            .config("quarkus.schema-migrations.\"broken\".start", "background")
            .config("quarkus.schema-migrations.\"idle\".migrate-at-start", "false")
            .config("quarkus.schema-migrations.\"off\".active", "false")
            .starts()
            .setForcedDependencies(
                    List.of(Dependency.of("io.quarkus", "quarkus-smallrye-health", Version.getVersion())));

    @Inject
    @MigrationSetName("broken")
    StartProgress broken;

    @Test
    void is_down_while_a_set_is_not_current_and_says_why_without_statements() throws InterruptedException {
        for (int i = 0; i < 500 && broken.state() == StartProgress.State.MIGRATING; i++) {
            Thread.sleep(20);
        }
        String check = "checks.find { it.name == 'Schema migrations' }";

        RestAssured.get("/q/health/live").then().statusCode(200);
        RestAssured.get("/q/health/ready").then().statusCode(503)
                .body(check + ".status", equalTo("DOWN"))
                .body(check + ".data", hasEntry("<default>", "current"))
                .body(check + ".data", hasEntry("broken", "failed: migration '1' (see the log)"))
                .body(check + ".data", hasEntry("idle", "1 migration pending: '1'"))
                .body(check + ".data", Matchers.aMapWithSize(3));
    }
}
