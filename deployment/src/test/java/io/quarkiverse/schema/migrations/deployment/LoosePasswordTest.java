package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class LoosePasswordTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table a (id int);")
            .runtimeConfig("quarkus.schema-migrations.password", "secret")
            .fails(ConfigurationException.class,
                    "'quarkus.schema-migrations.password' has no effect without 'quarkus.schema-migrations.username'; set that"
                            + " one too, or remove it");

    @Test
    void refuses_a_password_without_a_user() {
        // the extension above has checked it: the application does not start
    }
}
