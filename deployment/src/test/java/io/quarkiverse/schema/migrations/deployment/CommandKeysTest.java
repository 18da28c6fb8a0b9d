package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class CommandKeysTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table a (id int);")
            .config("quarkus.schema-migrations.command", "none")
            .config("quarkus.schema-migrations.command.set", "<default>")
            .config("quarkus.schema-migrations.command.tagret", "latest")
            .fails(ConfigurationException.class, failure -> assertThat(failure)
                    .hasMessageContaining("1 problem")
                    .hasMessageContaining("'quarkus.schema-migrations.command.tagret'")
                    .hasMessageContaining("did you mean 'quarkus.schema-migrations.command.target'?"));

    @Test
    void are_known_and_a_wrong_one_is_refused() {
        // the extension above has checked it: the application is not built
    }
}
