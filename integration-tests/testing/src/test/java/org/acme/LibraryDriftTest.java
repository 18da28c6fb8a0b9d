package org.acme;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.testing.MigratedDatabase;
import io.quarkiverse.schema.migrations.testing.MigrationsUnderTest;
import io.quarkiverse.schema.migrations.testing.SchemaDrift;

class LibraryDriftTest {

    @Test
    @MigratedDatabase
    void nobody_changed_the_schema_by_hand(DataSource library) {
        SchemaDrift drift = SchemaDrift.of(library).againstMigrations(MigrationsUnderTest.at("db/migrations"));

        System.out.println(drift.text()); // or json()
        drift.assertNone();
    }
}
