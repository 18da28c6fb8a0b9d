package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class WrongPlaceholderTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table shop (id int);")
            .config("quarkus.schema-migrations.placeholders.\"a}\"", "1")
            .fails(ConfigurationException.class, "The value of 'quarkus.schema-migrations.placeholders.\"a}\"' is wrong: 'a}'"
                    + " cannot be the name of a placeholder: between ${ and } there is room for 1 to 255 characters on one"
                    + " line, none of them }");

    @Test
    void fails_the_start_with_its_key() {
        // the extension above has checked it: the application does not start
    }
}
