package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;

class DirectoriesInDevelopmentModeTest {

    private static final java.nio.file.Path DIRECTORY = TestApplication.directory("1/up.sql", "create table first (id int);");

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar
                    .addClasses(TestApplication.class, DevelopmentModeTest.class, DevelopmentModeTest.Tables.class)
                    .addAsResource(new StringAsset("quarkus.schema-migrations.directories=" + DIRECTORY),
                            "application.properties"));

    private static String tables() {
        return RestAssured.get("/tables").asString();
    }

    @Test
    void are_watched_for_scripts_that_are_added_edited_or_removed() throws IOException {
        assertThat(tables()).isEqualTo("first");

        Files.writeString(DIRECTORY.resolve("2.sql"), "create table second (id int);");
        assertThat(tables()).isEqualTo("first second");

        Files.writeString(DIRECTORY.resolve("1/up.sql"), "create table third (id text);");
        assertThat(tables()).isEqualTo("second third");

        Files.delete(DIRECTORY.resolve("1/up.sql"));
        assertThat(tables()).isEqualTo("second");
    }
}
