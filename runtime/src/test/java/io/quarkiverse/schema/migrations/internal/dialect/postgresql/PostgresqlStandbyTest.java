package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.OwnServer;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;

/** A replica that only reads. */
class PostgresqlStandbyTest {

    @Test
    void is_enough_when_nothing_is_pending_and_is_left_alone_when_something_is(@TempDir Path directory) throws Exception {
        try (OwnServer server = OwnServer.postgresql(directory)) {
            ServerDatabase database = server.database();
            SchemaMigrationsBuilder migrations = database.migrations().migration("1", "CREATE TABLE shop (a int)");
            migrations.build().migrate();
            server.stop();
            Path standby = Files.createFile(directory.resolve("standby.signal"));
            server.start();
            assertThat(database.query("SELECT pg_is_in_recovery()")).containsExactly("t");

            assertThat(migrations.build().migrate().done()).isEmpty();
            assertThatThrownBy(migrations.migration("2", "CREATE TABLE item (a int)").build()::migrate)
                    .isInstanceOf(MigrationFailedException.class)
                    .hasMessageStartingWith("Migration '2' failed at memory:2/up.sql: ERROR: cannot execute ")
                    .hasMessageEndingWith(
                            " in a read-only transaction (SQL state 25006)\nThe migration was rolled back. The session is"
                                    + " read-only. Unless the script has asked for that, the database is a replica: connect to the"
                                    + " primary and retry.");

            server.stop();
            Files.delete(standby);
            server.start();
            assertThat(migrations.build().migrate().done()).hasSize(1);
        }
    }
}
