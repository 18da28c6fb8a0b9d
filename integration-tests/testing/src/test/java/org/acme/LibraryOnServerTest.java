package org.acme;

import static io.quarkiverse.schema.migrations.testing.assertion.MigrationAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.servers.Database;
import io.quarkiverse.schema.migrations.servers.Server;
import io.quarkiverse.schema.migrations.testing.FullCycle;
import io.quarkiverse.schema.migrations.testing.MigratedDatabaseExtension;
import io.quarkiverse.schema.migrations.testing.MigrationsUnderTest;
import io.quarkiverse.schema.migrations.testing.TestDatabases;

class LibraryOnServerTest {

    private static final Database SERVER = Server.POSTGRESQL.empty("library");

    // tag::extension[]
    static final MigrationsUnderTest LIBRARY = MigrationsUnderTest.at("db/migrations")
            .on(SERVER.url(), SERVER.user(), SERVER.password());

    @RegisterExtension
    static final MigratedDatabaseExtension DATABASE = MigratedDatabaseExtension.of(LIBRARY);

    @Test
    void all_is_applied(SchemaMigrations migrations) {
        assertThat(migrations).hasApplied("2026-01-10_authors", "2026-02-03_books", "2026-03-01_titles");
    }
    // end::extension[]

    // tag::cycle[]
    @Test
    void every_migration_comes_back() {
        try (TestDatabases databases = LIBRARY.open(); FullCycle cycle = FullCycle.of(databases)) {
            cycle.check();
        }
    }
    // end::cycle[]
}
