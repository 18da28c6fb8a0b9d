package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;

class FollowedSourcesTest {

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = FollowedSources.application("");

    private static String columns() {
        return RestAssured.get("/columns").asString();
    }

    private static String rows() {
        return RestAssured.get("/columns/rows").asString();
    }

    @Test
    void rolls_back_and_applies_what_differs_and_keeps_the_rest() {
        assertThat(RestAssured.get("/columns/add").asString()).isEqualTo("2");
        APPLICATION.addResourceFile("db/migrations/2.up.sql", "create table b (x int);");
        APPLICATION.addResourceFile("db/migrations/2.down.sql", "drop table b;");
        assertThat(columns()).isEqualTo("b.x kept.n");

        // edited twice, then restored
        APPLICATION.modifyResourceFile("db/migrations/2.up.sql", sql -> "create table b (y int);");
        assertThat(columns()).isEqualTo("b.y kept.n");
        APPLICATION.modifyResourceFile("db/migrations/2.up.sql", sql -> "create table b (z int);");
        assertThat(columns()).isEqualTo("b.z kept.n");
        APPLICATION.modifyResourceFile("db/migrations/2.up.sql", sql -> "create table b (x int);");
        assertThat(columns()).isEqualTo("b.x kept.n");

        // fails, then is fixed
        APPLICATION.modifyResourceFile("db/migrations/2.up.sql", sql -> "create table b (x int); create tabel c (x int);");
        assertThat(columns()).contains("db/migrations/2.up.sql:1:25");
        APPLICATION.modifyResourceFile("db/migrations/2.up.sql", sql -> "create table b (x int); create table c (x int);");
        APPLICATION.modifyResourceFile("db/migrations/2.down.sql", sql -> "drop table c; drop table b;");
        assertThat(columns()).isEqualTo("b.x c.x kept.n");

        // another branch: 2 is gone, 1.5 is there; and back
        APPLICATION.deleteResourceFile("db/migrations/2.up.sql");
        APPLICATION.deleteResourceFile("db/migrations/2.down.sql");
        APPLICATION.addResourceFile("db/migrations/1.5.up.sql", "create table other (x int);");
        APPLICATION.addResourceFile("db/migrations/1.5.down.sql", "drop table other;");
        assertThat(columns()).isEqualTo("kept.n other.x");
        APPLICATION.deleteResourceFile("db/migrations/1.5.up.sql");
        APPLICATION.deleteResourceFile("db/migrations/1.5.down.sql");
        APPLICATION.addResourceFile("db/migrations/2.up.sql", "create table b (x int);");
        APPLICATION.addResourceFile("db/migrations/2.down.sql", "drop table b;");
        assertThat(columns()).isEqualTo("b.x kept.n");

        // in front of what is applied
        APPLICATION.addResourceFile("db/migrations/1.7.up.sql", "create table front (x int);");
        assertThat(columns()).isEqualTo("b.x front.x kept.n");

        // all of that left the first migration and its data alone
        assertThat(rows()).isEqualTo("2");

        // 1.7 has no down script, so the database that Dev Services started is dropped
        APPLICATION.modifyResourceFile("db/migrations/1.7.up.sql", sql -> "create table front (y int);");
        assertThat(columns()).isEqualTo("b.x front.y kept.n");
        assertThat(rows()).isEqualTo("1");
    }
}
