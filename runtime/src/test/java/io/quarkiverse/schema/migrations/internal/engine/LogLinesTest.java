package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.SqliteFile;
import io.quarkiverse.schema.migrations.error.LockTimeoutException;
import io.quarkiverse.schema.migrations.logs.LogLines;
import io.quarkiverse.schema.migrations.model.MigrationId;

/** What a run logs at the default level. */
class LogLinesTest {

    @RegisterExtension
    final LogLines log = new LogLines();

    @TempDir
    Path directory;

    private SchemaMigrationsBuilder migrations() throws IOException {
        Path scripts = Files.createDirectories(directory.resolve("scripts"));
        Files.writeString(scripts.resolve("V1__shops_and_items.sql"),
                "CREATE TABLE shop (id INT);\nCREATE TABLE item (id INT)");
        Files.writeString(scripts.resolve("2_sale.sql"), "CREATE TABLE sale (id INT)");
        return SqliteFile.in(directory).migrations().directory(scripts, "sqlite");
    }

    @Test
    void of_the_default_set_do_not_name_it_and_tell_the_description_of_a_migration() throws IOException {
        migrations().build().migrate();

        assertThat(log.lines()).containsExactly("INFO Applied '1' (shops and items, 2 statements) in n ms",
                "INFO Applied '2_sale' (1 statement) in n ms", "INFO 2 migrations applied in n ms, the schema is current");
    }

    @Test
    void of_a_named_set_begin_with_its_name() throws IOException {
        migrations().set("audit").build().migrate();

        assertThat(log.lines()).containsExactly("INFO Set 'audit': applied '1' (shops and items, 2 statements) in n ms",
                "INFO Set 'audit': applied '2_sale' (1 statement) in n ms",
                "INFO Set 'audit': 2 migrations applied in n ms, the schema is current");
    }

    @Test
    void of_a_refusal_have_the_first_of_its_reasons_in_one_line() throws IOException {
        migrations().build().migrate();
        log.lines().clear();

        assertThatThrownBy(SqliteFile.in(directory).migrations().migration("3", "SELECT 1").build()::migrate)
                .hasMessage("""
                        Migration refused, nothing was changed:
                          - '1' is applied, but missing in the sources
                            Restore its file, or set missing=warn
                          - '2_sale' is applied, but missing in the sources
                            Restore its file, or set missing=warn""");
        assertThat(log.lines())
                .containsExactly("ERROR Stopped after 0 migrations, 1 not run: Migration refused, nothing was changed:"
                        + " '1' is applied, but missing in the sources (and 1 more)");
    }

    @Test
    void of_a_failure_have_its_reason_in_one_line() throws IOException {
        assertThatThrownBy(migrations().migration("3", "INSERT INTO nowhere VALUES (1)").migration("4", "SELECT 1")
                .build()::migrate).hasMessage("Migration '3' failed at memory:3/up.sql:1:1: [SQLITE_ERROR] no such table:"
                        + " nowhere\n  INSERT INTO nowhere VALUES (1)\nThe migration was rolled back. Fix the script and retry.");

        assertThat(log.lines()).hasSize(3).last().asString()
                .endsWith(" Stopped after 2 migrations, 1 not run: Migration '3' failed at"
                        + " memory:3/up.sql:1:1: [SQLITE_ERROR] no such table: nowhere");
    }

    @Test
    void of_a_wait_for_a_connection_that_writes_do_not_say_that_it_migrates() throws Exception {
        SqliteFile file = SqliteFile.in(directory);
        SchemaMigrationsBuilder migrations = migrations().lockTimeout(Duration.ZERO);
        try (Connection writer = file.dataSource().getConnection(); Statement statement = writer.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            assertThatThrownBy(migrations.build()::migrate).isInstanceOf(LockTimeoutException.class);
        }

        assertThat(log.lines()).first()
                .isEqualTo("INFO The database is locked by another connection, perhaps another migration;"
                        + " waiting for up to 0 s");
    }

    @Test
    void of_a_wait_for_another_migration_say_so() throws Exception {
        List<String> ofSecond = new ArrayList<>();
        SchemaMigrationsBuilder second = migrations().migration("3", "-- schema-migrations: transaction=none\nSELECT 1")
                .lockTimeout(Duration.ofMillis(1));

        migrations().migration("3", "-- schema-migrations: transaction=none\nSELECT 1").listener(new MigrationListener() {
            @Override
            public void beforeRun(String set, List<MigrationId> planned) {
                assertThatThrownBy(second.build()::migrate).isInstanceOf(LockTimeoutException.class);
                ofSecond.addAll(log.lines());
            }
        }).build().migrate();

        assertThat(ofSecond).first()
                .isEqualTo("INFO Another process is migrating; waiting for up to 0 s");
    }
}
