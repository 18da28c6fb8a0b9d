package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkus.test.QuarkusUnitTest;

@TestMethodOrder(OrderAnnotation.class)
class DirectoriesTest {

    private static final Path MOUNTED = TestApplication.directory("2.sql", "create table second (id int);");
    private static final Path AUDIT = TestApplication.directory("sqlite/1.sqlite.sql", "create table entry (id int);");
    private static final Path NOTES = TestApplication.directory("2.sql", "create table note (id int);");

    /** Only the start knows the directories. */
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table first (id int);")
            .script("db/migrations/3.sql", "insert into second values (3);")
            .config("quarkus.schema-migrations.audit.lock-timeout", "5S")
            .runtimeConfig("quarkus.schema-migrations.directories", MOUNTED.toString())
            .runtimeConfig("quarkus.schema-migrations.audit.directories", AUDIT + "/{db-kind}, " + NOTES)
            .runtimeConfig("mounted", MOUNTED.toString())
            .starts();

    @Inject
    DataSource dataSource;

    @Inject
    SchemaMigrations migrations;

    @Inject
    @MigrationSetName("audit")
    SchemaMigrations audit;

    @ConfigProperty(name = "mounted")
    Path mounted;

    @Test
    @Order(1)
    void merge_with_what_the_build_has_found() {
        assertThat(TestApplication.query(dataSource, "select id from schema_migrations_history order by id"))
                .containsExactly("1", "2", "3");
        assertThat(TestApplication.query(dataSource, "select id from second")).containsExactly("3");
    }

    @Test
    @Order(2)
    void are_enough_for_a_set_to_be_migrated() {
        assertThat(audit.status().migrations()).hasSize(2);
        assertThat(TestApplication.query(dataSource, "select name from sqlite_master where name in ('entry', 'note')"))
                .hasSize(2);
    }

    @Test
    @Order(3)
    void may_change_between_two_commands() throws IOException {
        Files.writeString(mounted.resolve("4.sql"), "create table fourth (id int);");
        assertThat(migrations.migrate().done()).hasSize(1);

        Files.writeString(mounted.resolve("notes.txt"), "Not a migration.");
        assertThatThrownBy(migrations::validate).isInstanceOf(InvalidSourcesException.class)
                .hasMessageContaining("notes.txt: fits no layout of migrations");
    }
}
