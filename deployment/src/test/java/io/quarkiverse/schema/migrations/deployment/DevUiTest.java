package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.QuarkusDevModeTest;

class DevUiTest {

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar
                    .addClass(TestApplication.class)
                    .addAsResource(new StringAsset("""
                            quarkus.datasource.db-kind=sqlite
                            quarkus.schema-migrations.migrate-at-start=false
                            quarkus.schema-migrations.placeholders.secret=moonshine
                            quarkus.hibernate-orm.enabled=false
                            quarkus.datasource.audit.db-kind=sqlite
                            quarkus.datasource.audit.active=false
                            quarkus.datasource.own.db-kind=sqlite
                            quarkus.datasource.own.jdbc.url=jdbc:sqlite:%s
                            """.formatted(TestApplication.freshFolder().resolve("own.db"))), "application.properties")
                    .addAsResource(new StringAsset("create table own (id int);"), "db/own/migrations/1.sql")
                    .addAsResource(new StringAsset("create table events (id int);"), "db/audit/migrations/1.sql")
                    .addAsResource(new StringAsset("""
                            create table first (id int);
                            insert into first values (length('${secret}'));
                            """), "db/migrations/1_first.up.sql")
                    .addAsResource(new StringAsset("drop table first;\n"), "db/migrations/1_first.down.sql")
                    .addAsResource(new StringAsset("create table second (id int);\n"), "db/migrations/2_second.up.sql"));

    private final DevUiCalls devUi = new DevUiCalls();

    private static Map<String, Object> call(String... more) {
        Map<String, Object> parameters = new HashMap<>(Map.of("set", "<default>", "schema", ""));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return parameters;
    }

    private JsonNode ask(String method, String... more) throws Exception {
        return devUi.ask(method, call(more));
    }

    private String states() throws Exception {
        StringBuilder states = new StringBuilder();
        devUi.ask("getStatus").get(0).get("schemas").get(0).get("migrations")
                .forEach(m -> states.append(m.get("id").asText()).append(' ').append(m.get("state").asText()).append('\n'));
        return states.toString();
    }

    /** One application for all: each one takes twenty seconds to start. */
    @Test
    void does_what_the_pages_and_tools_ask_for() throws Exception {
        lists_the_migrations_of_all_sets_and_says_why_one_has_none();
        previews_the_statements_with_their_lines_and_without_the_values_of_placeholders();
        migrates_up_to_a_migration_and_shows_what_the_history_keeps();
        lets_a_migration_count_as_applied_and_says_why_it_cannot_be_rolled_back();
        shows_what_was_changed_in_a_down_script_and_that_an_up_script_is_not_stored();
        shows_the_lines_around_a_failure();
        resets_what_dev_services_started_and_nothing_else();
        measures_in_a_scratch_database_and_leaves_its_own_as_it_is();
        writes_a_new_migration_in_the_layout_of_the_location();
    }

    private void lists_the_migrations_of_all_sets_and_says_why_one_has_none() throws Exception {
        JsonNode sets = devUi.ask("getStatus");

        assertThat(states()).isEqualTo("1_first pending\n2_second pending\n");
        assertThat(devUi.ask("getPendingCount").asText()).isEqualTo("2");
        assertThat(sets.get(0).get("databaseKind").asText()).isEqualTo("sqlite");
        assertThat(sets.get(1).get("name").asText()).isEqualTo("audit");
        assertThat(sets.get(1).get("problem").asText()).contains("datasource 'audit' is inactive");
        assertThat(sets.get(1).get("schemas")).isEmpty();
        assertThat(devUi.ask("migrate", Map.of("set", "audit", "schema", "", "target", "")).get("message").asText())
                .contains("datasource 'audit' is inactive");
        assertThat(devUi.ask("preview", Map.of("set", "other", "schema", "", "action", "migrate", "target", ""))
                .get("refusal").asText()).isEqualTo("There is no migration set 'other'; there is <default>, audit, own");
    }

    private void previews_the_statements_with_their_lines_and_without_the_values_of_placeholders() throws Exception {
        JsonNode preview = ask("preview", "action", "migrate", "target", "id:1_first");

        assertThat(preview.get("steps")).hasSize(1);
        JsonNode script = preview.get("steps").get(0).get("script");
        assertThat(preview.get("steps").get(0).get("direction").asText()).isEqualTo("apply");
        assertThat(script.get("statements").get(1).get("line").asInt()).isEqualTo(2);
        assertThat(script.get("statements").get(1).get("sql").asText())
                .isEqualTo("insert into first values (length('${secret}'))");
        assertThat(Path.of(script.get("file").asText())).isRegularFile();
        assertThat(preview.toString()).doesNotContain("moonshine");
        assertThat(states()).isEqualTo("1_first pending\n2_second pending\n");
    }

    private void migrates_up_to_a_migration_and_shows_what_the_history_keeps() throws Exception {
        JsonNode report = ask("migrate", "target", "id:1_first");

        assertThat(report.get("successful").asBoolean()).isTrue();
        assertThat(report.get("message").asText()).startsWith("1 migration applied in ");
        assertThat(report.get("steps").get(0).get("statements").asInt()).isEqualTo(2);
        assertThat(states()).isEqualTo("1_first applied\n2_second pending\n");
        JsonNode detail = ask("getMigration", "id", "1_first");
        assertThat(detail.get("down").get("text").asText()).isEqualTo("drop table first;\n");
        assertThat(detail.get("applied").get("order").asInt()).isEqualTo(1);
        assertThat(detail.get("applied").get("upChecksum").asText()).isEqualTo(detail.get("up").get("checksum").asText());
        assertThat(detail.has("storedDown")).isFalse();
        assertThat(detail.get("difference")).isEmpty();
    }

    private void lets_a_migration_count_as_applied_and_says_why_it_cannot_be_rolled_back() throws Exception {
        assertThat(ask("preview", "action", "mark-applied", "target", "2_second").get("changes").get(0).asText())
                .isEqualTo("'2_second' counts as applied");
        assertThat(ask("markApplied", "id", "2_second").get("successful").asBoolean()).isTrue();
        assertThat(states()).isEqualTo("1_first applied\n2_second applied\n");

        assertThat(ask("preview", "action", "rollback", "target", "from:1_first").get("refusal").asText())
                .contains("2_second").contains("down script");
        assertThat(ask("rollback", "target", "from:1_first").get("successful").asBoolean()).isFalse();
        assertThat(ask("preview", "action", "resolve-applied", "target", "1_first").get("refusal").asText())
                .contains("neither interrupted nor failed");
        assertThat(ask("preview", "action", "explode", "target", "").get("refusal").asText()).contains("no action 'explode'");
    }

    private void shows_what_was_changed_in_a_down_script_and_that_an_up_script_is_not_stored() throws Exception {
        APPLICATION.modifyResourceFile("db/migrations/1_first.down.sql", sql -> "-- gone\n" + sql);
        APPLICATION.modifyResourceFile("db/migrations/1_first.up.sql", sql -> sql.replace("(id int)", "(id bigint)"));
        while (!devUi.ask("getStatus").toString().contains("modified")) {
            devUi.ask("followSources");
            Thread.sleep(200);
        }

        JsonNode detail = ask("getMigration", "id", "1_first");
        assertThat(detail.get("difference").toString())
                .isEqualTo("[{\"mark\":\"+\",\"text\":\"-- gone\"},{\"mark\":\" \",\"text\":\"drop table first;\"}]");
        assertThat(detail.get("notes").toString()).contains("checksum").contains("not its text");
        assertThat(ask("validate").get("changes")).hasSize(2);
        assertThat(ask("preview", "action", "repair", "target", "").get("changes")).hasSize(2);
        assertThat(ask("repair").get("changes")).hasSize(2);
        assertThat(ask("validate").get("successful").asBoolean()).isTrue();
    }

    private void shows_the_lines_around_a_failure() throws Exception {
        ask("createMigration", "name", "third thing", "up", "create table third (id int);\n\ninsert into thirt values (1);",
                "down", "drop table third;");
        while (!states().contains("3_third_thing")) {
            devUi.ask("followSources");
            Thread.sleep(200);
        }

        JsonNode report = ask("migrate", "target", "");
        assertThat(report.get("successful").asBoolean()).isFalse();
        assertThat(report.get("failed").asText()).isEqualTo("3_third_thing");
        assertThat(report.get("message").asText()).contains("no such table: thirt");
        assertThat(report.get("excerpt").get("line").asInt()).isEqualTo(3);
        assertThat(report.get("excerpt").get("lines").get(2).get("text").asText()).isEqualTo("insert into thirt values (1);");
    }

    private void resets_what_dev_services_started_and_nothing_else() throws Exception {
        assertThat(ask("preview", "set", "own", "action", "reset", "target", "").get("refusal").asText())
                .contains("Dev Services did not start").contains("quarkus.schema-migrations.\"own\".clean-allowed=true");
        assertThat(ask("reset", "set", "own").get("message").asText()).contains("clean-allowed=true");
        assertThat(devUi.ask("getStatus").get(2).toString()).contains("\"state\":\"applied\"");

        ask("createMigration", "name", "x", "up", "create table x (id int);", "down", "drop table x;");
        APPLICATION.modifyResourceFile("db/migrations/3_third_thing.up.sql", sql -> "create table third (id int);");
        while (!states().contains("4_x")) {
            devUi.ask("followSources");
            Thread.sleep(200);
        }
        assertThat(ask("preview", "action", "reset", "target", "").get("steps")).hasSize(4);
        assertThat(ask("reset").get("successful").asBoolean()).isTrue();
        assertThat(states()).isEqualTo("1_first applied\n2_second applied\n3_third_thing applied\n4_x applied\n");
    }

    private void measures_in_a_scratch_database_and_leaves_its_own_as_it_is() throws Exception {
        JsonNode newest = ask("planMeasurement", "from", "");
        assertThat(newest.get("migrations")).hasSize(1);
        assertThat(newest.get("migrations").get(0).get("id").asText()).isEqualTo("4_x");
        assertThat(newest.get("notes").toString()).contains("not touched").contains("in a temporary file")
                .contains("one lock for the whole database");
        assertThat(ask("planMeasurement", "from", "5").get("refusal").asText())
                .isEqualTo("There is no migration '5' in the sources");
        assertThat(ask("measureSafety", "from", "", "rows", "many", "java", "").get("message").asText())
                .contains("'many' is not a number of rows");

        JsonNode report = ask("measureSafety", "from", "2_second", "rows", "1000", "java", "false");
        assertThat(report.get("message").asText())
                .isEqualTo("3 migrations measured with 1,000 rows in each table: nothing unsafe was found");
        JsonNode second = report.get("migrations").get(0);
        assertThat(second.get("tables").get(0).toString()).contains("\"table\":\"the whole database\"")
                .contains("\"waits\":\"writes\"");
        assertThat(second.get("down").asBoolean()).isFalse();
        assertThat(devUi.ask("getMeasurementProgress").asText()).isEmpty();
        assertThat(states()).isEqualTo("1_first applied\n2_second applied\n3_third_thing applied\n4_x applied\n");
        assertThat(devUi.ask("measureSafety",
                Map.of("set", "audit", "schema", "", "from", "", "rows", "10", "java", "")).get("message").asText())
                .contains("datasource 'audit' is inactive");
    }

    private void writes_a_new_migration_in_the_layout_of_the_location() throws Exception {
        JsonNode proposal = ask("proposeMigration", "name", "Fifth!", "withDown", "true");
        assertThat(proposal.get("id").asText()).isEqualTo("5_fifth");
        Path up = Path.of(proposal.get("files").get(0).asText());
        assertThat(up).doesNotExist().hasFileName("5_fifth.up.sql");
        assertThat(ask("createMigration", "name", "x", "up", " ", "down", "").get("problem").asText())
                .contains("up script is empty");
        assertThat(ask("generateFromEntities").get("problem").asText()).contains("no entities");
    }
}
