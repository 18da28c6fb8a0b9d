package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class WrongTargetTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table here (id int);")
            .config("quarkus.schema-migrations.target", "next:few")
            .fails(ConfigurationException.class,
                    "The value of 'quarkus.schema-migrations.target' is wrong: 'next:few' is no target: a whole number must follow the colon");

    @Test
    void refuses_a_target_that_is_none() {
        // the extension above has checked it: the application does not start
    }
}
