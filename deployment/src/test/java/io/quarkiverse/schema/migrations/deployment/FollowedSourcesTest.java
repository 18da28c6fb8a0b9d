package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.dev.console.DevConsoleManager;
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

        // edited; the same on PostgreSQL is edited twice
        APPLICATION.modifyResourceFile("db/migrations/2.up.sql", sql -> "create table b (y int);");
        assertThat(columns()).isEqualTo("b.y kept.n");

        // fails, then is fixed
        APPLICATION.modifyResourceFile("db/migrations/2.up.sql", sql -> "create table b (x int); create tabel c (x int);");
        assertThat(columns()).contains("db/migrations/2.up.sql:1:25")
                .contains("&gt; 1 | create table b (x int); create tabel c (x int);\n    |" + " ".repeat(25) + "^\n")
                .contains("near &quot;tabel&quot;").containsPattern("\\^\n\n[A-Z]");
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

    @Test
    void offers_what_the_datasources_card_and_the_terminal_call() {
        String added = RestAssured.get("/columns/add").asString();
        assertThat(Integer.parseInt(added)).isGreaterThan(1);

        assertThat(RestAssured.get("/columns/reset").asString()).isEqualTo("1");

        assertThat(console("status", Map.of())).contains("1 ").contains("applied");
        assertThat(console("rollback", Map.of("target", "all"))).contains("rolled back");
        assertThat(console("plan", Map.of())).contains("create table kept");
        assertThat(console("migrate", Map.of("target", "nonsense:x"))).contains("nonsense");
        assertThat(console("migrate", Map.of())).contains("applied");
        assertThat(console("status", Map.of("set", "other"))).contains("no migration set 'other'").contains("'<default>'");
        assertThat(rows()).isEqualTo("1");
    }

    @Test
    void creates_a_migration_that_is_applied_and_follows_its_edits() throws Exception {
        APPLICATION.addResourceFile("db/migrations/20.up.sql", "create table twenty (x int);");
        APPLICATION.addResourceFile("db/migrations/20.down.sql", "drop table twenty;");
        assertThat(columns()).contains("twenty.x");

        List<String> printed = command("new", "add", "emails");
        assertThat(printed.get(0)).startsWith("Created '21_add_emails':");
        Path up = Path.of(printed.get(0).lines().toList().get(1).strip());
        Path down = Path.of(printed.get(0).lines().toList().get(2).strip());
        assertThat(up).endsWith(Path.of("src/main/resources/db/migrations/21_add_emails.up.sql")).content()
                .startsWith("-- add emails");
        assertThat(down).endsWith(Path.of("src/main/resources/db/migrations/21_add_emails.down.sql")).isRegularFile();

        assertThat(columns()).doesNotContain("emails");
        assertThat(console("status", Map.of())).contains("21_add_emails");
        Files.writeString(up, "create table emails (x int);");
        Files.writeString(down, "drop table emails;");
        assertThat(columns()).contains("emails.x");
        assertThat(command("new")).singleElement().asString().contains("Say in a few words");
        assertThat(command("new", "--set=other", "x")).singleElement().asString().contains("no migration set 'other'");
        assertThat(command("status")).singleElement().asString().contains("21_add_emails");
        APPLICATION.deleteResourceFile("db/migrations/21_add_emails.up.sql");
        APPLICATION.deleteResourceFile("db/migrations/21_add_emails.down.sql");
        APPLICATION.deleteResourceFile("db/migrations/20.up.sql");
        APPLICATION.deleteResourceFile("db/migrations/20.down.sql");
        assertThat(columns()).doesNotContain("twenty");
    }

    /** What the terminal prints after a line. */
    private static List<String> command(String... words) throws Exception {
        List<String> printed = new ArrayList<>();
        StringBuilder line = new StringBuilder("migrations");
        for (String word : words) {
            line.append(' ').append(word);
        }
        TerminalLine.run(new MigrationsCommand(), line.toString(), printed::add);
        return printed;
    }

    private static String console(String command, Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("command", command);
        return DevConsoleManager.invoke("schema-migrations", all);
    }
}
