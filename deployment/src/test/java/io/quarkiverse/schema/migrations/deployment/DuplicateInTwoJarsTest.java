package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkus.test.QuarkusUnitTest;

class DuplicateInTwoJarsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .jarDependency("one.jar", "db/migrations/1.sql", "create table one (id int);")
            .jarDependency("two.jar", "db/migrations/1/up.sql", "create table two (id int);")
            .fails(InvalidSourcesException.class,
                    """
                            1 problem in the migrations:
                              - two.jar!/db/migrations/1/up.sql: has the id '1', as 'one.jar!/db/migrations/1.sql' has; ids must be unique in a set: rename one of them"""
                            .stripTrailing());

    @Test
    void refuses_an_id_that_two_jars_give() {
        // the extension above has checked it: the application does not start
    }
}
