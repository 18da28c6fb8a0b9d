package io.quarkiverse.schema.migrations.deployment;

import jakarta.inject.Singleton;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsCustomizer;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class CustomizerWrongValueTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .classes(Qualified.class)
            .script("db/migrations/1.sql", "create table a (id int);")
            .fails(ConfigurationException.class, "The SchemaMigrationsCustomizer '" + Qualified.class.getName()
                    + "' sets a wrong value: '.x' is not the name of a table");

    @Test
    void a_wrong_value_of_a_customizer_stops_the_start_and_names_the_class() {
        Assertions.fail("started");
    }

    @Singleton
    public static class Qualified implements SchemaMigrationsCustomizer {
        @Override
        public void customize(SchemaMigrationsBuilder builder) {
            builder.historyTable(".x");
        }
    }
}
