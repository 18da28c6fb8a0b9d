package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkus.test.QuarkusUnitTest;

class EmptyLocationTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/here/1.sql", "create table here (id int);")
            .script("db/nothing/README.md", "Nothing yet.")
            .config("quarkus.schema-migrations.locations", "db/here,db/nothing,db/{db-kind}")
            .fails(InvalidSourcesException.class,
                    """
                            2 problems in the migrations:
                              - db/nothing: there is no migration in this folder, in the application or in any of its dependencies; put one there, or take it out of quarkus.schema-migrations.locations
                              - db/sqlite: there is no migration in this folder, in the application or in any of its dependencies; put one there, or take it out of quarkus.schema-migrations.locations"""
                            .stripTrailing());

    @Test
    void refuses_a_configured_location_that_holds_nothing() {
        // the extension above has checked it: the application does not start
    }
}
