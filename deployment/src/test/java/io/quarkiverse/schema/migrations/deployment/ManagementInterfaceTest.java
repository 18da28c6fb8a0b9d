package io.quarkiverse.schema.migrations.deployment;

import static org.hamcrest.Matchers.equalTo;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;

class ManagementInterfaceTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table a (id int);")
            .config("quarkus.schema-migrations.management.enabled", "true")
            .config("quarkus.management.enabled", "true")
            .starts();

    @Test
    void the_page_is_on_the_management_interface_only() {
        RestAssured.given().port(9001).get("/q/schema-migrations").then().statusCode(200)
                .body("sets.set", equalTo(List.of("<default>")));
        RestAssured.get("/q/schema-migrations").then().statusCode(404);
    }
}
