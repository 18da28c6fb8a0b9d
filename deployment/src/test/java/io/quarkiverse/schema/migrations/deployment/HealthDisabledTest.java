package io.quarkiverse.schema.migrations.deployment;

import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;

class HealthDisabledTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table a (id int);")
            .config("quarkus.schema-migrations.health.enabled", "false")
            .starts()
            .setForcedDependencies(
                    List.of(Dependency.of("io.quarkus", "quarkus-smallrye-health", Version.getVersion())));

    @Test
    void there_is_no_check_of_the_schemas() {
        RestAssured.get("/q/health/ready").then().statusCode(200).body("checks.name", not(hasItem("Schema migrations")));
    }
}
