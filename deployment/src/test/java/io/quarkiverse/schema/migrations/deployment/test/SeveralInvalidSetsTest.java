package io.quarkiverse.schema.migrations.deployment.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class SeveralInvalidSetsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/notes.txt", "Remember the milk.")
            .script("db/audit/migrations/beforeMigrate.sql", "select 1;")
            .config("quarkus.schema-migrations.\"audit\".target", "latest")
            .fails(failure -> assertThat(failure).hasMessage("?"));

    @Test
    void lists_what_is_wrong_in_all_sets_at_once() {
        // the extension above has checked it: the application does not start
    }
}
