package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkus.test.QuarkusUnitTest;

class MigrateAtStartTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1-shop/up.sql", "create table shop (name text); insert into shop values ('first');")
            .script("db/migrations/1-shop/down.sql", "drop table shop;")
            .script("db/migrations/V2__rename.sql", "update shop set name = name || ', second';")
            .script("db/migrations/README.md", "Not a script.")
            .jarDependency("library.jar", "db/migrations/3.sql", "update shop set name = name || ', third';")
            .folderDependency("db/migrations/4.up.sql", "update shop set name = name || ', fourth';")
            .starts();

    @Inject
    DataSource dataSource;

    @Inject
    SchemaMigrations migrations;

    @Test
    void applies_the_scripts_of_the_application_and_of_its_dependencies_in_one_order() {
        assertThat(TestApplication.query(dataSource, "select name from shop")).containsExactly("first, second, third, fourth");
    }

    @Test
    void offers_the_default_set_as_a_bean() {
        assertThat(migrations.set()).isEqualTo("<default>");
    }
}
