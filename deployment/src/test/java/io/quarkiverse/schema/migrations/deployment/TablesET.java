package io.quarkiverse.schema.migrations.deployment;

import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

/** A test of the application in {@link ContinuousTestingTest}, which runs it. */
@QuarkusTest
class TablesET {

    @Test
    void there_is_one_table() {
        RestAssured.get("/tables").then().body(Matchers.equalTo("first"));
    }
}
