package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.OwnServer;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.databases.SqliteFile;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;

/** A disk that is full in the middle of a migration. */
class DiskFullTest {

    @TempDir
    Path directory;

    @Test
    void on_sqlite_nothing_of_the_migration_is_kept_and_the_next_run_applies_it() throws Exception {
        try (SmallDisk disk = SmallDisk.at(directory, 2)) {
            SqliteFile file = new SqliteFile(directory.resolve("shop.db"), "");
            SchemaMigrationsBuilder migrations = file.migrations().migration("1", "CREATE TABLE shop (a)")
                    .migration("2", "CREATE TABLE item (a); INSERT INTO shop VALUES (zeroblob(4000000))");

            assertThatThrownBy(migrations.build()::migrate).isInstanceOf(MigrationFailedException.class)
                    .hasMessageContaining("[SQLITE_FULL]").hasMessageContaining("The migration was rolled back.");
            assertThat(file.tables()).containsExactlyInAnyOrder("schema_migrations_history", "shop");
            assertThat(file.query("SELECT id FROM schema_migrations_history")).containsExactly("1");

            disk.grow(20);
            assertThat(migrations.build().migrate().done()).hasSize(1);
            assertThat(file.count("shop")).isOne();
        }
    }

    @Test
    void on_postgresql_nothing_of_the_migration_is_kept_and_the_next_run_applies_it() throws Exception {
        try (SmallDisk disk = SmallDisk.at(directory, 140);
                OwnServer server = OwnServer.postgresql(Files.createDirectory(directory.resolve("data")))) {
            ServerDatabase database = server.database();
            SchemaMigrationsBuilder migrations = database.migrations().migration("1", "CREATE TABLE shop (a text)")
                    .migration("2", "CREATE TABLE item (a text);"
                            + " INSERT INTO shop SELECT repeat('x', 1000) FROM generate_series(1, 150000)");

            assertThatThrownBy(migrations.build()::migrate).isInstanceOf(MigrationFailedException.class)
                    .hasMessageMatching(
                            "(?s).*(No space left on device.*The migration was rolled back|The connection was lost).*");
            disk.grow(800);
            server.kill(); // where its log was what filled the disk, it has given up or is about to
            server.start();

            assertThat(database.tables()).containsExactlyInAnyOrder("schema_migrations_history", "shop");
            assertThat(migrations.build().migrate().done()).hasSize(1);
            assertThat(database.count("shop")).isEqualTo(150_000);
        }
    }

    @Test
    void on_mariadb_the_next_run_goes_on_at_the_statement_that_found_no_room() throws Exception {
        try (SmallDisk disk = SmallDisk.at(directory, 160);
                OwnServer server = OwnServer.mariadb(Files.createDirectory(directory.resolve("data")))) {
            ServerDatabase database = server.database();
            SchemaMigrationsBuilder migrations = database.migrations().migration("1", "CREATE TABLE shop (a TEXT)")
                    .migration("2", "CREATE TABLE item (a INT);"
                            + " INSERT INTO shop SELECT REPEAT('x', 1000) FROM seq_1_to_150000; INSERT INTO item VALUES (1)");

            assertThatThrownBy(migrations.build()::migrate).isInstanceOf(MigrationFailedException.class)
                    .hasMessageContaining("full").hasMessageContaining("retry: the migration resumes there");
            assertThat(database.count("shop")).isZero();

            disk.grow(800);
            server.start();
            assertThat(migrations.build().migrate().done()).hasSize(1);
            assertThat(database.count("shop")).isEqualTo(150_000);
            assertThat(database.count("item")).isOne();
        }
    }
}
