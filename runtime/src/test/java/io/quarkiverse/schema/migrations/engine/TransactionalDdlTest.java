package io.quarkiverse.schema.migrations.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.RunReport;

/** What databases do alike that hold a whole script in a transaction. */
@ParameterizedClass
@EnumSource(names = { "SQLITE", "POSTGRESQL" })
class TransactionalDdlTest {

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path directory;

    private TestDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = kind.empty(directory);
    }

    @Test
    void keeps_nothing_of_a_migration_that_fails() {
        SchemaMigrations migrations = database.migrations()
                .migration("1", "CREATE TABLE shop (id INTEGER PRIMARY KEY)")
                .migration("2",
                        "CREATE TABLE item (id INTEGER PRIMARY KEY);\nINSERT INTO nowhere VALUES (1);\nCREATE TABLE x (y INT)")
                .migration("3", "CREATE TABLE z (y INT)")
                .build();

        assertThatThrownBy(migrations::migrate).isInstanceOfSatisfying(MigrationFailedException.class, failure -> {
            assertThat(failure).hasMessageStartingWith("Migration '2' failed at memory:2/up.sql:2:")
                    .hasMessageContaining("\n  INSERT INTO nowhere VALUES (1)\n");
            RunReport report = failure.report().orElseThrow();
            assertThat(MigrateTest.ids(report)).containsExactly("1");
            assertThat(report.failed()).contains(MigrationId.of("2"));
            assertThat(report.notRun()).containsExactly(MigrationId.of("3"));
        });
        assertThat(database.tables()).containsExactlyInAnyOrder("shop", "schema_migrations_history");
        assertThat(migrations.status().idsIn(MigrationState.PENDING)).extracting(MigrationId::value).containsExactly("2", "3");
    }
}
