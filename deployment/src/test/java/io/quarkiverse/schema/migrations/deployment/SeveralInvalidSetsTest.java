package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class SeveralInvalidSetsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/notes.txt", "Remember the milk.")
            .script("db/audit/migrations/beforeMigrate.sql", "select 1;")
            .config("quarkus.schema-migrations.\"audit\".target", "latest")
            .fails(InvalidSetsException.class,
                    """
                            1 problem in the migrations:
                              - db/migrations/notes.txt: fits no layout of migrations; name it '<id>.sql', '<id>.up.sql' or 'V<version>__<description>.sql' if it is one, or move it out of 'db/migrations'
                            1 problem in the migrations of set 'audit':
                              - db/audit/migrations/beforeMigrate.sql: is a callback of Flyway's (beforeMigrate), which is never called; make it a migration, for example 'R__<description>.sql' with the directive 'repeatable=after-each-run', or listen with a MigrationListener, and move it out of 'db/audit/migrations'"""
                            .stripTrailing());

    @Test
    void lists_what_is_wrong_in_all_sets_at_once() {
        // the extension above has checked it: the application does not start
    }
}
