package io.quarkiverse.schema.migrations.deployment;

import jakarta.inject.Singleton;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsCustomizer;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkus.test.QuarkusUnitTest;

class CustomizerAddsMigrationTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .classes(Adding.class)
            .script("db/migrations/1.sql", "create table a (id int);")
            .fails(InvalidSettingException.class, "A SchemaMigrationsCustomizer cannot add migrations or listeners: make them"
                    + " MigrationSource, CodeMigration or MigrationListener beans");

    @Test
    void a_migration_that_a_customizer_adds_stops_the_start() {
        Assertions.fail("started");
    }

    @Singleton
    public static class Adding implements SchemaMigrationsCustomizer {
        @Override
        public void customize(SchemaMigrationsBuilder builder) {
            builder.migration("2", "create table b (id int)");
        }
    }
}
