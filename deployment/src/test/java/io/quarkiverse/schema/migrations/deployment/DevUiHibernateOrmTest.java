package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.GET;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;

class DevUiHibernateOrmTest {

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest().withApplicationRoot(jar -> jar
            .addClasses(Bookshop.class, Shops.class)
            .addAsResource(new StringAsset("quarkus.datasource.db-kind=sqlite\n# mine\n"), "application.properties"));

    private final DevUiCalls devUi = new DevUiCalls();

    @jakarta.ws.rs.Path("/shops")
    public static class Shops {

        @Inject
        EntityManager entities;

        @GET
        public String count() {
            return entities.createQuery("select count(s) from Bookshop s", Long.class).getSingleResult().toString();
        }
    }

    private JsonNode ask(String method, String... more) throws Exception {
        Map<String, Object> parameters = new HashMap<>(Map.of("set", "<default>"));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return devUi.ask(method, parameters);
    }

    @Test
    void writes_the_first_migration_from_the_entities_and_the_next_from_the_difference() throws Exception {
        // Hibernate ORM makes the tables while there are no migrations
        assertThat(RestAssured.get("/shops").asString()).isEqualTo("0");
        JsonNode generation = ask("getGeneration");
        assertThat(generation.get("entities").asBoolean()).isTrue();
        assertThat(generation.get("first").asBoolean()).isTrue();

        String up = ask("generateFromEntities").get("sql").asText();
        assertThat(up).contains("create table").contains("Bookshop").contains("name");
        JsonNode created = ask("createFromEntities", "name", "shops", "up", up, "down", "drop table Bookshop;");
        Path first = Path.of(created.get("files").get(0).asText());
        assertThat(first).content().isEqualTo(up);
        Path properties = first;
        while (!Files.exists(properties.resolve("application.properties"))) {
            properties = properties.getParent();
        }
        assertThat(properties.resolve("application.properties")).content().contains("# mine")
                .contains("\nquarkus.hibernate-orm.schema-management.strategy=validate\n");
        assertThat(created.get("notes").toString()).contains("validate in").contains("no longer changes it");

        assertThat(RestAssured.get("/shops").asString()).isEqualTo("0");
        assertThat(devUi.ask("getStatus").toString()).contains("\"state\":\"applied\"");
        assertThat(ask("generateFromEntities").get("problem").asText()).contains("has all that the entities need");

        writesTheDifference();
    }

    private void writesTheDifference() throws Exception {
        APPLICATION.modifySourceFile(Bookshop.class,
                source -> source.replaceFirst("    String name;\n", "    String name;\n    Integer floor;\n"));
        assertThat(RestAssured.get("/shops").asString()).isEqualTo("0");
        assertThat(ask("getGeneration").get("first").asBoolean()).isFalse();
        String up = ask("generateFromEntities").get("sql").asText();
        assertThat(up).containsIgnoringCase("alter table").contains("floor").doesNotContain("create table");
        JsonNode created = ask("createFromEntities", "name", "floors", "up", up, "down",
                "alter table Bookshop drop column floor;");
        assertThat(created.get("id").asText()).endsWith("_floors");
        assertThat(created.get("notes").toString()).contains("was left as it is");

        assertThat(RestAssured.get("/shops").asString()).isEqualTo("0");
        JsonNode migrations = devUi.ask("getStatus").get(0).get("schemas").get(0).get("migrations");
        assertThat(migrations).hasSize(2).allMatch(migration -> migration.get("state").asText().equals("applied"));
        assertThat(ask("generateFromEntities").get("problem").asText()).contains("has all that the entities need");
    }
}
