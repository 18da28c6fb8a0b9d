package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.model.MigrationId;

/** What PostgreSQL leaves behind when it gives up waiting for a lock. */
class PostgresqlLockRetriesTest {

    @ParameterizedTest
    @ValueSource(strings = { "CREATE INDEX CONCURRENTLY shop_name ON shop (name)",
            "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS shop_name ON public.shop (name)" })
    void drops_the_invalid_index_of_the_last_try(String statement, @TempDir Path directory) throws SQLException {
        TestDatabase database = DatabaseKind.POSTGRESQL.empty(directory);
        database.migrations().migration("1", "CREATE TABLE shop (id INTEGER PRIMARY KEY, name TEXT)").build().migrate();
        try (Connection writer = database.dataSource().getConnection()) {
            writer.setAutoCommit(false);
            try (Statement insert = writer.createStatement()) {
                insert.executeUpdate("INSERT INTO shop VALUES (1, 'a')");
            }
            SchemaMigrations set = database.migrations()
                    .migration("1", "CREATE TABLE shop (id INTEGER PRIMARY KEY, name TEXT)")
                    .migration("2", "-- schema-migrations: transaction=none\n" + statement)
                    .databaseLockTimeout(Duration.ofMillis(200)).lockRetries(5)
                    .listener(new MigrationListener() {
                        @Override
                        public void retryingStep(String name, MigrationId id, int retry, int retries, Duration pause,
                                String reason) {
                            if (retry == 2) {
                                try {
                                    writer.rollback();
                                } catch (SQLException e) {
                                    throw new IllegalStateException(e);
                                }
                            }
                        }
                    }).build();

            assertThat(MigrateTest.ids(set.migrate())).containsExactly("2");
        }
        assertThat(database.query("SELECT count(*) FROM pg_index WHERE NOT indisvalid")).containsExactly("0");
        assertThat(database.query("SELECT count(*) FROM pg_index WHERE indrelid = 'shop'::regclass")).containsExactly("2");
    }
}
