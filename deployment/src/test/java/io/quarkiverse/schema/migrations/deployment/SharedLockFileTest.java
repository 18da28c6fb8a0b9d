package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class SharedLockFileTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .config("quarkus.schema-migrations.\"audit\".lock-file", "target/none.lock")
            .config("quarkus.schema-migrations.lock-file", "./target/none.lock")
            .fails(ConfigurationException.class,
                    """
                            two migration sets cannot share the lock file 'target/none.lock'; change quarkus.schema-migrations.lock-file \
                            or quarkus.schema-migrations."audit".lock-file""");

    @Test
    void refuses_two_sets_with_one_lock_file() {
        // the extension above has checked it: the application does not start
    }
}
