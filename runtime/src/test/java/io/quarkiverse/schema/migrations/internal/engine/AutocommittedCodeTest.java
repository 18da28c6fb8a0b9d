package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkiverse.schema.migrations.Resolution;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationState;

/** Migrations in Java where definitions commit by themselves. */
@ParameterizedClass
@EnumSource(names = { "MYSQL", "MARIADB" })
class AutocommittedCodeTest {

    @Parameter
    DatabaseKind kind;

    private ServerDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = kind.onServer();
    }

    @Test
    void is_said_to_have_begun_before_it_runs() {
        List<String> state = new ArrayList<>();
        CodeTest.people(database).migration("2", (CodeMigration) context -> state
                .addAll(database.query("SELECT state FROM schema_migrations_history WHERE id = '2'"))).build().migrate();

        assertThat(state).containsExactly("in progress");
        assertThat(database.query("SELECT state FROM schema_migrations_history WHERE id = '2'")).containsExactly("applied");
    }

    @Test
    void asks_what_became_of_it_when_it_fails_after_a_definition() {
        SchemaMigrations failing = CodeTest.people(database).migration("2", (CodeMigration) context -> {
            CodeTest.execute(context, "UPDATE person SET first_name = 'x'", "CREATE TABLE address (id INT)");
            throw new IllegalStateException("on purpose");
        }).build();

        assertThatThrownBy(failing::migrate).isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("IllegalStateException: on purpose\nWhat it had committed was kept. Look at");

        assertThat(failing.status().migrations().get(1).state()).isEqualTo(MigrationState.FAILED);
        assertThatThrownBy(failing::migrate).isInstanceOf(RefusedException.class);
        failing.resolve(MigrationId.of("2"), Resolution.APPLIED);
        assertThat(failing.migrate().done()).isEmpty();
    }

    @Test
    void asks_what_became_of_it_when_it_fails_after_writing_to_a_table_without_transactions() {
        SchemaMigrations failing = database.migrations().migration("1", "CREATE TABLE item (id INT) ENGINE=MyISAM")
                .migration("2", (CodeMigration) context -> {
                    CodeTest.execute(context, "INSERT INTO item VALUES (1)");
                    throw new IllegalStateException("on purpose");
                }).build();

        assertThatThrownBy(failing::migrate).hasMessageContaining("What it had committed was kept. Look at");

        assertThat(failing.status().migrations().get(1).state()).isEqualTo(MigrationState.FAILED);
    }

    @Test
    void is_applied_again_after_a_way_back_that_failed_and_left_nothing() {
        SchemaMigrations failing = CodeTest.people(database).migration("2", new CodeMigration() {
            @Override
            public void up(MigrationContext context) {
                // the way back is what counts
            }

            @Override
            public void down(MigrationContext context) {
                throw new IllegalStateException("no way");
            }
        }).build();
        failing.migrate();

        assertThatThrownBy(failing::rollback)
                .hasMessageContaining("It was undone, the migration is still applied. Fix the code and retry.");

        assertThat(failing.status().migrations().get(1).state()).isEqualTo(MigrationState.APPLIED);
    }
}
