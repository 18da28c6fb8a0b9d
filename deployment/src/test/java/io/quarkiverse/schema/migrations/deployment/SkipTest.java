package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkus.test.QuarkusUnitTest;

class SkipTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table a (id int);")
            .runtimeConfig("quarkus.schema-migrations.command", "skip")
            .starts();

    @Inject
    SchemaMigrations migrations;

    @Test
    void touches_no_set_and_leaves_the_beans_usable() {
        assertThat(migrations.plan().steps()).hasSize(1);
        assertThat(migrations.migrate().done()).hasSize(1);
    }
}
