package io.quarkiverse.schema.migrations.deployment;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsCustomizer;
import io.quarkus.test.QuarkusUnitTest;

class DriftOfCustomizedSetTest {

    private static final String DATABASE = "drift_customized";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new DriftCommand(() -> {
        EmbeddedPostgresql.makeDatabase(DATABASE, "create schema meta");
        DriftCommand.onPostgresql(DATABASE).historyTable("meta.history").migration("1", "create table a (id int);").build()
                .migrate();
    }).of(TestApplication.onPostgresql(DATABASE, () -> {
    }).classes(Elsewhere.class)
            .script("db/migrations/1.sql", "create table a (id int);")
            .config("quarkus.datasource.username", "postgres")
            .config("quarkus.datasource.password", "postgres"),
            "The command 'drift' ended with exit code 11", "Datasource <default> (set <default>): 1 difference",
            "  - unexpected: schema meta");

    @Test
    void has_its_own_history_table_in_the_scratch_database_whatever_a_customizer_names() {
        fail("The command has ended the start");
    }

    @Singleton
    public static class Elsewhere implements SchemaMigrationsCustomizer {
        @Override
        public void customize(SchemaMigrationsBuilder builder) {
            builder.historyTable("meta.history");
        }
    }
}
