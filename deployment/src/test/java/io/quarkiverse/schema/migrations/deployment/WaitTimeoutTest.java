package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.error.LockTimeoutException;
import io.quarkus.test.QuarkusUnitTest;

class WaitTimeoutTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table a (id int);")
            .script("db/migrations/2.sql", "create table b (id int);")
            .runtimeConfig("quarkus.schema-migrations.start", "wait")
            .runtimeConfig("quarkus.schema-migrations.wait-timeout", "0S")
            .fails(LockTimeoutException.class, """
                    The schema is not current after 0 s: 2 migrations pending: '1', '2'
                    This application has changed nothing, because of 'quarkus.schema-migrations.start=wait'.
                    Migrate in another process, for example with 'quarkus.schema-migrations.command=migrate', or raise \
                    'quarkus.schema-migrations.wait-timeout'.""");

    @Test
    void fails_the_start_and_says_what_is_pending() {
        // the extension above has checked it: the application does not start
    }
}
