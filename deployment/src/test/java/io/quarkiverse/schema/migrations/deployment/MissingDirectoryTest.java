package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkus.test.QuarkusUnitTest;

class MissingDirectoryTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .runtimeConfig("quarkus.schema-migrations.directories", "/not/mounted")
            .fails(InvalidSourcesException.class, "1 problem in the migrations:\n"
                    + "  - /not/mounted: does not exist; create it, or take it out of the configuration");

    @Test
    void fails_the_start_and_is_named() {
        // the extension above has checked it: the application does not start
    }
}
