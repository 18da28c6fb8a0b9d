package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;

class DevelopmentModeTest {

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar
                    .addClasses(TestApplication.class, Tables.class)
                    .addAsResource(new StringAsset("create table first (id int);"), "db/migrations/1.sql"));

    @Path("/tables")
    public static class Tables {

        @Inject
        DataSource dataSource;

        @GET
        public String tables() {
            return String.join(" ", TestApplication.query(dataSource,
                    "select name from sqlite_master where name in ('first', 'second', 'third') order by name"));
        }
    }

    private static String tables() {
        return RestAssured.get("/tables").asString();
    }

    @Test
    void follows_added_edited_and_removed_scripts_at_the_next_request() {
        assertThat(tables()).isEqualTo("first");

        APPLICATION.addResourceFile("db/migrations/2.sql", "create table second (id int);");
        assertThat(tables()).isEqualTo("first second");

        APPLICATION.modifyResourceFile("db/migrations/2.sql", sql -> "create table third (id text);");
        assertThat(tables()).isEqualTo("first third");

        APPLICATION.deleteResourceFile("db/migrations/1.sql");
        assertThat(tables()).isEqualTo("third");
    }
}
