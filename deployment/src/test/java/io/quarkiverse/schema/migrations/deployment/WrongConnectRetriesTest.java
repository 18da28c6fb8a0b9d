package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class WrongConnectRetriesTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table a (id int);")
            .config("quarkus.schema-migrations.connect-retries", "-1")
            .fails(ConfigurationException.class,
                    "The value of 'quarkus.schema-migrations.connect-retries' is wrong: connect-retries: -1 is negative;"
                            + " set 0 or more");

    @Test
    void refuses_to_retry_less_than_never() {
        // the extension above has checked it: the application does not start
    }
}
