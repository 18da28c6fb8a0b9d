package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;

/** Three sets have one database that Dev Services did not start. */
class ResetOfSharedDatabaseTest {

    private static final String REPEATABLE = "drop view if exists third; create view third as select 1 as x;";

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar
                    .addClasses(TestApplication.class, DevelopmentModeTest.Tables.class)
                    .addAsResource(new StringAsset("quarkus.datasource.db-kind=sqlite\nquarkus.datasource.jdbc.url=jdbc:sqlite:"
                            + TestApplication.freshFolder().resolve("shared.db")
                            + "\nquarkus.schema-migrations.clean-allowed=true\n"
                            + "quarkus.schema-migrations.audit.datasource=<default>\n"
                            + "quarkus.schema-migrations.log.datasource=<default>\n"), "application.properties")
                    .addAsResource(new StringAsset("create table first (id int);"), "db/migrations/1.sql")
                    .addAsResource(new StringAsset("create table second (id int);"), "db/audit/migrations/1.sql")
                    .addAsResource(new StringAsset(REPEATABLE), "db/log/migrations/R__third.sql"));

    private static final String AUDIT = "quarkus.schema-migrations.\"audit\".clean-allowed";
    private static final String LOG = "quarkus.schema-migrations.\"log\".clean-allowed";

    private final DevUiCalls devUi = new DevUiCalls();

    private static String answer() {
        return RestAssured.get("/tables").asString().replace("&quot;", "\"");
    }

    private static void allow(String key) {
        APPLICATION.modifyResourceFile("application.properties", properties -> properties + key + "=true\n");
    }

    private JsonNode reset() throws Exception {
        return devUi.ask("reset", Map.of("set", "<default>", "schema", ""));
    }

    @Test
    void drops_only_where_all_sets_allow_it_and_migrates_all_again() throws Exception {
        assertThat(answer()).isEqualTo("first second third");
        assertThat(reset().get("message").asText()).isEqualTo("Nothing was dropped: Dev Services did not start the database of"
                + " datasource '<default>'. Set " + AUDIT + "=true and " + LOG
                + "=true to allow that everything in its schema is dropped");
        assertThat(devUi.ask("preview", Map.of("set", "<default>", "schema", "", "action", "reset", "target", ""))
                .get("refusal").asText()).contains(AUDIT + "=true and " + LOG + "=true");
        assertThat(answer()).isEqualTo("first second third");

        allow(AUDIT);
        APPLICATION.modifyResourceFile("db/migrations/1.sql", sql -> "create table first (name text);");
        assertThat(answer()).contains("set " + LOG + "=true").doesNotContain(AUDIT);

        allow(LOG);
        assertThat(answer()).isEqualTo("first second third");
        assertThat(reset().get("successful").asBoolean()).isTrue();
        assertThat(answer()).isEqualTo("first second third");

        runsARepeatableMigrationAgainAfterAFailedEdit();
    }

    /** What the failed edit has changed is there, and the history says that the script before it was applied. */
    private void runsARepeatableMigrationAgainAfterAFailedEdit() {
        APPLICATION.modifyResourceFile("db/log/migrations/R__third.sql", sql -> "-- schema-migrations: transaction=none\n"
                + "drop view third; create view third as select nothing from nowhere where;");
        assertThat(answer()).contains("R__third.sql:2:").doesNotStartWith("first");

        APPLICATION.modifyResourceFile("db/log/migrations/R__third.sql", sql -> REPEATABLE);
        assertThat(answer()).isEqualTo("first second third");
    }
}
