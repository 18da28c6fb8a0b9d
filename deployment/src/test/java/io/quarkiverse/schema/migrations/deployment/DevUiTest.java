package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.devui.tests.DevUIJsonRPCTest;
import io.quarkus.test.QuarkusDevModeTest;

class DevUiTest extends DevUIJsonRPCTest {

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar
                    .addClass(TestApplication.class)
                    .addAsResource(new StringAsset("quarkus.schema-migrations.migrate-at-start=false"),
                            "application.properties")
                    .addAsResource(new StringAsset("create table first (id int);"), "db/migrations/1.sql"));

    DevUiTest() {
        super("quarkus-schema-migrations");
    }

    @Test
    void lists_the_migrations_with_their_states() throws Exception {
        JsonNode sets = executeJsonRPCMethod("getStatus");

        assertThat(sets.toString()).contains("\"state\":\"pending\"").contains("\"id\":\"1\"");
        assertThat(executeJsonRPCMethod("getPendingCount").asText()).isEqualTo("1");
    }
}
