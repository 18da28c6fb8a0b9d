package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.config.ConfigValidationException;

class WrongEnumTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table here (id int);")
            .config("quarkus.schema-migrations.modified", "wran")
            .fails(ConfigValidationException.class, failure -> assertThat(failure)
                    .hasMessageContaining("quarkus.schema-migrations.modified")
                    .hasMessageContaining("\"wran\"")
                    .hasMessageContaining("allowed values")
                    .hasMessageContaining("refuse")
                    .hasMessageContaining("warn"));

    @Test
    void refuses_a_word_that_a_key_does_not_know() {
        // the extension above has checked it: the application does not start
    }
}
