package io.quarkiverse.schema.migrations.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;

import org.junit.jupiter.api.Test;

class PostgresqlCopyTest extends CopyContract {

    @Override
    On database() {
        return On.POSTGRESQL;
    }

    @Override
    List<String> databases() throws SQLException {
        return databases("SELECT datname FROM pg_database WHERE datname LIKE 'test\\\\_%'");
    }

    @Test
    void what_is_set_for_the_database_holds_in_its_copies() {
        MigrationsUnderTest migrations = MigrationsUnderTest.from(builder -> builder.migration("1", """
                CREATE SCHEMA shop;
                DO $$ BEGIN
                    EXECUTE format('ALTER DATABASE %I SET search_path = shop, public', current_database());
                    EXECUTE format('ALTER DATABASE %I SET statement_timeout = ''77s''', current_database());
                END $$"""));
        try (TestDatabases databases = database().the(migrations).open(); TestDatabase copy = databases.migrated()) {
            assertThat(copy.query("SHOW search_path").get(0)).containsExactly("shop, public");
            assertThat(copy.query("SHOW statement_timeout").get(0)).containsExactly("77s");
        }
    }
}
