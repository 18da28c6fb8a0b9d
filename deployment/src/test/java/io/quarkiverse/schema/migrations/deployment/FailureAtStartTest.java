package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkus.test.QuarkusUnitTest;

class FailureAtStartTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table a (id int);\n\n  insert into b values (1);")
            .fails(MigrationFailedException.class,
                    failure -> assertThat(failure).hasMessageContaining("db/migrations/1.sql:3:3"));

    @Test
    void stops_the_start_and_says_where() {
        // the extension above has checked it: the application does not start
    }
}
