package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class SchemasBeyondPoolTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onPostgresql("beyond_pool", "select 1")
            .script("db/migrations/1.sql", "create table a (id int);")
            .config("quarkus.datasource.jdbc.max-size", "2")
            .runtimeConfig("quarkus.schema-migrations.schemas", "a,b,c")
            .runtimeConfig("quarkus.schema-migrations.parallel", "3")
            .fails(ConfigurationException.class,
                    "The value of 'quarkus.schema-migrations.parallel' is wrong: 3 schemas at a time need as many connections,"
                            + " and the pool has 2. Set it to 2 or less, or 'quarkus.datasource.jdbc.max-size' to 3 or more");

    @Test
    void refuses_more_schemas_at_a_time_than_the_pool_has_connections() {
        // the extension above has checked it: the application does not start
    }
}
