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
                    "Migration refused, nothing was changed: it has no history yet, but another tool does\n"
                            + "  - 'main.__switchy_migrations' is the history of switchy\n    To adopt it, set"
                            + " quarkus.schema-migrations.adopt=switchy (adopt(Adoption.switchy()) of the builder). If it"
                            + " belongs to another schema, set quarkus.schema-migrations.adopt=ignore (ignoreOtherTools() of the"
                            + " builder)");

    @Test
    void refuses_to_start_beside_the_history_of_another_tool_and_names_the_key_to_set() {
        // the extension above has checked it: the application does not start
    }
}
