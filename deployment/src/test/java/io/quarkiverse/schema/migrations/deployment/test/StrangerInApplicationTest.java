package io.quarkiverse.schema.migrations.deployment.test;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkus.test.QuarkusUnitTest;

class StrangerInApplicationTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table here (id int);")
            .script("db/migrations/notes.txt", "Remember the milk.")
            .script("db/migrations/2.down.sql", "drop table here;")
            .fails(InvalidSourcesException.class, "?");

    @Test
    void refuses_files_that_fit_no_layout_and_lists_them_all() {
        // the extension above has checked it: the application does not start
    }
}
