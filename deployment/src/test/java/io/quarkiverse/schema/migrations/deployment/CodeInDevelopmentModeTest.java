package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.CodeMigrationId;
import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;

class CodeInDevelopmentModeTest {

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClasses(TestApplication.class, Tables.class, MakeTable.class));

    @CodeMigrationId("1")
    public static class MakeTable implements CodeMigration {

        @Override
        public void up(MigrationContext context) throws SQLException {
            try (Statement statement = context.connection().createStatement()) {
                statement.execute("create table first_one (id int)");
            }
        }
    }

    @Path("/tables")
    public static class Tables {

        @Inject
        DataSource dataSource;

        @GET
        public String tables() {
            return String.join(" ", TestApplication.query(dataSource,
                    "select name from sqlite_master where name like '%\\_one' escape '\\' order by name"));
        }
    }

    private static String tables() {
        return RestAssured.get("/tables").asString();
    }

    @Test
    void follows_an_edited_migration_at_the_next_request() {
        assertThat(tables()).isEqualTo("first_one");

        APPLICATION.modifySourceFile(CodeInDevelopmentModeTest.class, source -> source
                .replace("@CodeMigrationId(\"1" + "\")", "@CodeMigrationId(\"2" + "\")")
                .replace("table first" + "_one", "table next_one"));

        assertThat(tables()).isEqualTo("next_one");

        APPLICATION.modifySourceFile(CodeInDevelopmentModeTest.class,
                source -> source.replace("@CodeMigrationId(\"2" + "\")", "@CodeMigrationId(\"1" + "\")"));
        assertThat(tables()).isEqualTo("next_one");
    }
}
