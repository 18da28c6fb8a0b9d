package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.report.MigrationState;

/** Migrations in Java where definitions are part of transactions. */
@ParameterizedClass
@EnumSource(names = { "SQLITE", "POSTGRESQL" })
class TransactionalCodeTest {

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
    void takes_definitions_back_when_it_fails() {
        SchemaMigrations failing = CodeTest.people(database).migration("2", (CodeMigration) context -> {
            CodeTest.execute(context, "CREATE TABLE address (id INT)", "ALTER TABLE person ADD COLUMN age INT");
            throw new IllegalStateException("on purpose");
        }).build();

        assertThatThrownBy(failing::migrate).hasMessageContaining("The migration was rolled back");

        assertThat(database.tables()).doesNotContain("address");
    }

    @Test
    void is_found_out_when_it_commits_behind_the_connection_s_back() {
        SchemaMigrations sly = CodeTest.people(database).migration("2",
                (CodeMigration) context -> CodeTest.execute(context, "UPDATE person SET first_name = 'x'", "COMMIT")).build();

        assertThatThrownBy(sly::migrate).isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("the code ended its transaction, or went on after a statement that had failed: ")
                .hasMessageContaining(
                        "\nWhat it had committed was kept. If the migration is shown as interrupted: Look at");

        assertThat(sly.status().migrations().get(1).state()).isEqualTo(MigrationState.INTERRUPTED);
        assertThat(database.query("SELECT DISTINCT first_name FROM person")).containsExactly("x");
    }

    @Test
    void is_found_out_when_it_rolls_back_behind_the_connection_s_back() {
        SchemaMigrations sly = CodeTest.people(database)
                .migration("2", (CodeMigration) context -> CodeTest.execute(context, "ROLLBACK")).build();

        assertThatThrownBy(sly::migrate).hasMessageContaining("the code ended its transaction");

        assertThat(sly.status().migrations().get(1).state()).isEqualTo(MigrationState.PENDING);
    }
}
