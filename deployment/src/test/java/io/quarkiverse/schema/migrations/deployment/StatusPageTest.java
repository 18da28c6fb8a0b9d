package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StatusPageTest {

    private static final String PAGE = "/q/schema-migrations";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .dataSource("idle")
            .dataSource("off")
            .script("db/migrations/1.sql", "create table a (id int);")
            .script("db/idle/migrations/1.sql", "create table b (id int);")
            .script("db/off/migrations/1.sql", "create table c (id int);")
            .config("quarkus.schema-migrations.management.enabled", "true")
            .config("quarkus.schema-migrations.\"idle\".migrate-at-start", "false")
            .config("quarkus.schema-migrations.\"off\".active", "false")
            .starts();

    @Inject
    DataSource dataSource;

    @Inject
    @io.quarkus.agroal.DataSource("idle")
    DataSource idle;

    @Test
    @Order(1)
    void shows_status_and_validation_of_the_active_sets_and_changes_nothing() {
        RestAssured.get(PAGE).then().statusCode(200).contentType("application/json").header("Cache-Control", "no-store")
                .body("command", equalTo("status")).body("exitCode", equalTo(0)).body("error", equalTo(null))
                .body("sets.set", equalTo(List.of("<default>", "idle")))
                .body("sets[0].migrations[0].state", equalTo("applied"))
                .body("sets[0].valid", equalTo(true)).body("sets[0].pending", hasSize(0))
                .body("sets[1].migrations[0].state", equalTo("pending"))
                .body("sets[1].pending", equalTo(List.of("1")));

        assertThat(TestApplication.query(idle, "select name from sqlite_master")).isEmpty();
    }

    @Test
    @Order(2)
    void shows_one_set_by_its_name() {
        RestAssured.get(PAGE + "?set=idle").then().statusCode(200).body("sets.set", equalTo(List.of("idle")));
        RestAssured.get(PAGE + "?set=off").then().statusCode(404);
        RestAssured.get(PAGE + "?set=unknown").then().statusCode(404);
    }

    @Test
    @Order(3)
    void refuses_what_is_not_a_question() {
        RestAssured.post(PAGE).then().statusCode(405).header("Allow", "GET, HEAD");
        RestAssured.delete(PAGE).then().statusCode(405);
        RestAssured.put(PAGE).then().statusCode(405);
        RestAssured.head(PAGE).then().statusCode(200);
    }

    @Test
    @Order(4)
    void shows_a_discrepancy_and_says_without_secrets_that_a_database_fails() throws Exception {
        change("update schema_migrations_history set up_checksum = '" + "0".repeat(64) + "'");
        RestAssured.get(PAGE).then().statusCode(200).body("sets[0].valid", equalTo(false))
                .body("sets[0].discrepancies[0].kind", equalTo("modified-up")).body("sets", hasSize(2));

        change("drop table schema_migrations_history", "create table schema_migrations_history (id text, hunter2 text)");
        RestAssured.get(PAGE).then().statusCode(503).body("sets.set", equalTo(List.of("idle")))
                .body("error.kind", equalTo("database"))
                .body("error.message", equalTo("set '<default>': database (see the log)"))
                .body(not(containsString("hunter2")));
    }

    @Test
    @Order(5)
    void logs_a_failure_once_until_it_is_another_or_comes_again() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger("io.quarkiverse.schema.migrations");
        logger.setFilter(line -> lines.add(line.getLevel() + " " + line.getMessage().lines().findFirst().orElse("")));
        try {
            change("drop table schema_migrations_history");
            answers(200);
            change("create table schema_migrations_history (id text, other text)");
            answers(503, 503);
            change("drop table schema_migrations_history",
                    "create view schema_migrations_history as select 1 as id, 2 as checksum");
            answers(503, 503);
            change("drop view schema_migrations_history");
            answers(200);
            change("create view schema_migrations_history as select 1 as id, 2 as checksum");
            answers(503);
        } finally {
            logger.setFilter(null);
        }
        assertThat(lines).hasSize(3).allMatch(line -> line.startsWith("WARN The status could not be read: "))
                .satisfies(three -> assertThat(three.get(1)).isEqualTo(three.get(2)).isNotEqualTo(three.get(0)));
    }

    private void change(String... statements) throws SQLException {
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void answers(int... codes) {
        for (int code : codes) {
            RestAssured.get(PAGE).then().statusCode(code);
        }
    }
}
