package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.error.CleanRefusedException;
import io.quarkus.test.QuarkusUnitTest;

class CleanAllowedTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .dataSource("audit")
            .script("db/migrations/1.sql", "create table a (id int);")
            .script("db/audit/migrations/1.sql", "create table b (id int);")
            .runtimeConfig("quarkus.schema-migrations.clean-allowed", "true")
            .starts();

    @Inject
    SchemaMigrations migrations;

    @Inject
    @MigrationSetName("audit")
    SchemaMigrations audit;

    @Test
    void drops_everything_of_the_set_for_which_it_is_allowed() {
        assertThat(migrations.clean().dropped()).containsExactly("table a", "table schema_migrations_history");
        assertThatThrownBy(audit::clean).isInstanceOf(CleanRefusedException.class);
    }
}
