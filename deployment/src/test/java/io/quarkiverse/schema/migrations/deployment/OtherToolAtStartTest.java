package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.error.AdoptionRefusedException;
import io.quarkus.test.QuarkusUnitTest;

class OtherToolAtStartTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.withoutDataSource()
            .onDatabaseWith("create table __switchy_migrations (name text, run_on text)",
                    "insert into __switchy_migrations values ('1', '2023-12-01 10:20:30')")
            .script("db/migrations/1.sql", "create table artist (id int);")
            .fails(AdoptionRefusedException.class,
                    "Set '<default>' was left as it is: it has no history yet, but another tool has one\n"
                            + "  - switchy has kept the history of a schema in the table 'main.__switchy_migrations': set"
                            + " quarkus.schema-migrations.adopt=switchy to take it over (adopt(Adoption.switchy()) of the builder),"
                            + " or quarkus.schema-migrations.adopt=ignore if that schema is not this set's (ignoreOtherTools() of"
                            + " the builder)");

    @Test
    void refuses_to_start_beside_the_history_of_another_tool_and_names_the_key_to_set() {
        // the extension above has checked it: the application does not start
    }
}
