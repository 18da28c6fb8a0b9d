package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;

class LockFileDevelopmentModeTest {

    private static final java.nio.file.Path LOCK = TestApplication.freshFolder().resolve("migrations.lock");

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar
                    .addClasses(Starts.class)
                    .addAsResource(
                            new StringAsset("quarkus.schema-migrations.modified=warn\nquarkus.schema-migrations.lock-file="
                                    + LOCK),
                            "application.properties")
                    .addAsResource(new StringAsset("create table first (id int);"), "db/migrations/1.sql"));

    @Path("/start")
    @Singleton
    public static class Starts {

        private final String start = Long.toString(System.nanoTime());

        @GET
        public String start() {
            return start;
        }
    }

    /** Has development mode look for changes, and names the start of the application that answered. */
    private static String start() {
        return RestAssured.get("/start").then().statusCode(200).extract().asString();
    }

    private static List<String> recorded() throws IOException {
        return Files.readAllLines(LOCK).stream().filter(line -> !line.startsWith("#")).toList();
    }

    @Test
    void records_new_migrations_and_follows_the_newest_and_no_other() throws IOException {
        String first = start();
        assertThat(recorded()).singleElement().asString().startsWith("1\t");
        assertThat(start()).as("writing the file is no reason to start again").isEqualTo(first);

        APPLICATION.addResourceFile("db/migrations/2.sql", "create table second (id int);");
        String second = start();
        List<String> two = recorded();
        assertThat(two).hasSize(2);

        APPLICATION.modifyResourceFile("db/migrations/2.sql", sql -> "create table second (id text);");
        assertThat(start()).isNotEqualTo(second);
        assertThat(recorded().get(1)).startsWith("2\t").isNotEqualTo(two.get(1));

        APPLICATION.modifyResourceFile("db/migrations/1.sql", sql -> "create table first (id text);");
        String last = start();
        assertThat(recorded().get(0)).isEqualTo(two.get(0));

        Files.delete(LOCK);
        assertThat(start()).as("the file is watched").isNotEqualTo(last);
        assertThat(recorded()).hasSize(2);
    }
}
