package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class RetiredConnectionTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create temporary table leak (id int); pragma cache_size = 4321;")
            .config("quarkus.datasource.jdbc.max-size", "1")
            .starts();

    @Inject
    DataSource dataSource;

    @Test
    void does_not_give_the_application_a_connection_that_a_script_has_changed() {
        assertThat(TestApplication.query(dataSource, "pragma cache_size")).doesNotContain("4321");
        assertThat(TestApplication.query(dataSource, "select name from sqlite_temp_master")).isEmpty();
    }
}
