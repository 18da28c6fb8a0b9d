package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkus.test.QuarkusUnitTest;

class DisabledTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/notes.txt", "Never looked at.")
            .config("quarkus.schema-migrations.enabled", "false")
            .starts();

    @Inject
    DataSource dataSource;

    @Inject
    @Any
    Instance<SchemaMigrations> all;

    @Test
    void takes_no_part_in_the_application() {
        assertThat(all).isEmpty();
        assertThat(TestApplication.query(dataSource, "select name from sqlite_master")).isEmpty();
    }
}
