package io.quarkiverse.schema.migrations.testing;

import static io.quarkiverse.schema.migrations.testing.assertion.MigrationAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.testing.FullCycle.OrderOfColumns;
import io.quarkiverse.schema.migrations.testing.host.Hosts;

/** The database of an application, put back in place behind a pool whose connections are open. */
abstract class ApplicationDatabaseContract {

    private AgroalDataSource pool;

    /** An empty database. */
    abstract String url();

    String user() {
        return "";
    }

    String password() {
        return "";
    }

    @BeforeEach
    void open() throws SQLException {
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(p -> p.maxSize(3).connectionFactoryConfiguration(c -> {
                    c.jdbcUrl(url());
                    return user().isEmpty() ? c
                            : c.principal(new NamePrincipal(user())).credential(new SimplePassword(password()));
                }));
        pool = AgroalDataSource.from(configuration);
        // two that wait in the pool
        try (Connection one = pool.getConnection();
                Connection other = pool.getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("CREATE TABLE found (id INTEGER)");
        }
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private TestDatabases databases() {
        return new TestDatabases(Hosts.behind(pool), dataSource -> {
            SchemaMigrationsBuilder builder = SchemaMigrationsBuilder.of(dataSource);
            Locations.folders("db/migrations", "any").forEach(folder -> builder.directory(folder, "sqlite"));
            return builder.build();
        });
    }

    @Test
    void holds_before_each_test_what_it_held_at_the_start_and_at_the_end_what_was_found() {
        try (TestDatabases databases = databases()) {
            for (int test = 0; test < 3; test++) {
                try (TestDatabase database = databases.migrated()) {
                    assertThat(database).hasOnlyTables("found", "author", "book").hasRowCount("author", 2);
                    assertThat(database.migrations()).isUpToDate().isValid();
                    database.execute("DELETE FROM author", "DROP TABLE found");
                }
            }
            try (TestDatabase database = databases.migrated(BreakPoint.before("2026-02-03_books"))) {
                assertThat(database).hasOnlyTables("author");
                database.migrate();
                assertThat(database).hasView("titles");
            }
        }
        assertThat(pool).hasTable("found").hasRowCount("author", 2);
    }

    @Test
    void goes_through_the_full_cycle_and_an_upgrade() {
        TestData data = TestData.none().after("2026-02-03_books", "INSERT INTO book (id, author_id) VALUES (1, 2)")
                .keeping("author").keeping("book");
        try (TestDatabases databases = databases(); FullCycle cycle = FullCycle.of(databases, data, OrderOfColumns.COMPARED)) {
            assertThatCode(cycle::check).doesNotThrowAnyException();
            try (Upgrade upgrade = Upgrade.from("2026-01-10_authors", databases, data)) {
                assertThatCode(() -> {
                    upgrade.ids().forEach(upgrade::apply);
                    upgrade.compare();
                }).doesNotThrowAnyException();
            }
        }
        assertThat(pool).hasOnlyTables("found");
    }
}
