package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkus.test.QuarkusUnitTest;

class UnrecognizedFileInApplicationTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table here (id int);")
            .script("db/migrations/notes.txt", "Remember the milk.")
            .script("db/migrations/2.down.sql", "drop table here;")
            .fails(InvalidSourcesException.class,
                    """
                            2 problems in the migrations:
                              - db/migrations/2.down.sql: is a down script without an up script; add 'db/migrations/2.up.sql' or delete it
                              - db/migrations/notes.txt: fits no layout of migrations; name it '<id>.sql', '<id>.up.sql' or 'V<version>__<description>.sql' if it is one, or move it out of 'db/migrations'"""
                            .stripTrailing());

    @Test
    void refuses_files_that_fit_no_layout_and_lists_them_all() {
        // the extension above has checked it: the application does not start
    }
}
