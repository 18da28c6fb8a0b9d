package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class OnlyDirectoriesTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .runtimeConfig("quarkus.schema-migrations.directories",
                    TestApplication.directory("1/up.sql", "create table first (id int);").toString())
            .starts();

    @Inject
    DataSource dataSource;

    @Test
    void the_default_set_is_migrated_although_the_build_has_found_nothing() {
        assertThat(TestApplication.query(dataSource, "select id from schema_migrations_history")).containsExactly("1");
    }
}
