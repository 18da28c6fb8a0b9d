package io.quarkiverse.schema.migrations.deployment;

import java.util.List;

import jakarta.inject.Singleton;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsCustomizer;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class CustomizerSchemasOnSqliteTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .classes(Tenants.class)
            .script("db/migrations/1.sql", "create table a (id int);")
            .fails(ConfigurationException.class,
                    "The value of 'quarkus.schema-migrations.schemas' is wrong: SQLite has no schemas; give what needs one a"
                            + " datasource and a set of its own");

    @Test
    void schemas_that_a_customizer_sets_are_checked_as_the_configured_ones_are() {
        Assertions.fail("started");
    }

    @Singleton
    public static class Tenants implements SchemaMigrationsCustomizer {
        @Override
        public void customize(SchemaMigrationsBuilder builder) {
            builder.schemas(List.of("north"));
        }
    }
}
