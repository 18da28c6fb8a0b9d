package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;

class StatusPageOffTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table a (id int);").starts();

    @Test
    void there_is_no_page_unless_it_is_asked_for() {
        RestAssured.get("/q/schema-migrations").then().statusCode(404);
    }
}
