package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.config.ConfigValidationException;

class WrongBooleanTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table here (id int);")
            .config("quarkus.schema-migrations.migrate-at-start", "flase")
            .fails(ConfigValidationException.class,
                    """
                            Configuration validation failed:
                            \tjava.lang.IllegalArgumentException: SRCFG00039: The config property quarkus.schema-migrations.migrate-at-start with the config value "flase" threw an Exception whilst being converted 'flase' is neither true nor false"""
                            .stripTrailing());

    @Test
    void refuses_what_is_neither_true_nor_false() {
        // the extension above has checked it: the application does not start
    }
}
